-- A basis that is of another thing, a share's price, a stake's worth or all that was ever raised, which is told apart; '' for any other and for none.
-- Never null, so that marts join and group by it: a target "at a post-money valuation" is met by a valuation of no basis.
-- takes: basis
case when basis in ('per_share', 'stake_value', 'total') then basis else '' end
