-- An amount as a person reads it: `65 billion`, `1.25 million`, `0.0000025`; null for null.
-- Six significant digits from a million upwards, all digits below.
-- takes: amount
case
    when abs(amount) >= 1e12 then format('{:.6g} trillion', amount / 1e12)
    when abs(amount) >= 1e9 then format('{:.6g} billion', amount / 1e9)
    when abs(amount) >= 1e6 then format('{:.6g} million', amount / 1e6)
    when contains(amount::varchar, '.') then rtrim(rtrim(amount::varchar, '0'), '.')
    else amount::varchar
end
