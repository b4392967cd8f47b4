-- The period that a flow is of, `{first, last}`: what is earned, spent or paid in a quarter is no word on the year. Null for
-- what has no stated time or holds at a time: a worth, a debt, a run rate.
-- A single day is when it was told of; so is what is shorter than a quarter for money raised, which comes in rounds.
-- In whole months from about one upwards: the 52 weeks to 28 December are the year.
-- takes: metric, basis, as_of_start, as_of_end
case
    when not coalesce(
        as_of_end - as_of_start >= case
            when metric in ('revenue', 'profit', 'spending', 'pay') and basis is distinct from 'run_rate' then 1
            when metric = 'funding' then 80
        end,
        false
    ) then null
    when as_of_end - as_of_start < 25 then {'first': as_of_start, 'last': as_of_end}
    else {
        'first': date_trunc('month', as_of_start + 15)::date,
        'last': date_trunc('month', as_of_end + 16)::date - 1
    }
end
