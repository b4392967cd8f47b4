-- What amounts are compared in: US dollars where a rate is known, else the claim's own currency.
-- Here once, with `compared_amount`, for a mart that took dollars beside another's euros would find no difference.
-- takes: usd, currency
if(usd is null, currency, 'USD')
