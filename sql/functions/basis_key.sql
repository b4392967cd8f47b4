-- A basis that is of another thing, a share's price or a stake's worth, which is told apart; '' for any other and for none.
-- Never null, so that marts join and group by it: a target "at a post-money valuation" is met by a valuation of no basis.
-- takes: basis
case when basis in ('per_share', 'stake_value') then basis else '' end
