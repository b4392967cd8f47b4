-- An amount as it is compared: in US dollars where a rate is known, else as the claim has it; `compared_in` says which.
-- takes: usd, amount
coalesce(usd, amount)
