"""Which article repeats which, to the letter or lightly edited: resolved over the whole ledger.

Each copy points at the earliest article of its group, by date of publication, then by id, so that no order of
arrival can change it. The work grows with the number of articles, never with pairs of them: an article is
compared with the earliest of those with which it shares a band of its sketch.

Equal words are not enough: earnings notes and market reports are cast in one mould, with other names and
other figures. So those alone share a band that share an amount as well, and of the amounts of a copy or of
those of its original at least half are the other's.
"""

BAND = 4
"""Places of a band. Of articles that share 60% of their turns of phrase 89% share one of 16 bands, of those
that share 80% all but 2 in 10,000."""

LEAST_ALIKE = 0.6
"""The share of equal places from which on two articles are copies."""

COPIES = (
    # in the order in which they were published: the smaller place is the original
    """
    create or replace temp table placed as
    select
        article_id,
        row_number() over (order by published_from nulls last, article_id) as place,
        fingerprint,
        sketch
    from history_article
    where superseded_at is null
    """,
    """
    create or replace temp table figure as
    select placed.place, hash(mentions.amount_min, mentions.amount_max, mentions.currency) as figure
    from fact_money_mention as mentions
    join placed using (article_id)
    where mentions.zone <> 'boilerplate' and placed.sketch is not null
    group by all
    """,
    # half of the bands go with the one, half with the other of two amounts that hashing picks: what a copy
    # adds or leaves out is rarely both
    f"""
    create or replace temp table banded as
    with figures as (
        select place, min(figure) as least, max(figure) as greatest from figure group by place
    ),

    bands as (
        select place, sketch, unnest(range(len(sketch) // {BAND})) as band
        from placed
        where sketch is not null
    )

    select
        bands.place,
        hash(
            band,
            if(band % 2 = 0, figures.least, figures.greatest),
            sketch[{BAND} * band + 1 : {BAND} * band + {BAND}]
        ) as words
    from bands
    left join figures using (place)
    """,
    f"""
    create or replace temp table alike as
    with shared as (
        select words, min(place) as original
        from banded
        group by words
        having count(*) > 1
    ),

    pairs as (
        select distinct banded.place, shared.original
        from banded
        join shared using (words)
        where banded.place <> shared.original
    ),

    close as (
        select pairs.place, pairs.original
        from pairs
        join placed as copy using (place)
        join placed as original on original.place = pairs.original
        where list_sum(list_transform(
            list_zip(copy.sketch, original.sketch), lambda two: (two[1] = two[2])::integer
        )) >= {LEAST_ALIKE} * len(original.sketch)
    ),

    amounts as (
        select place, count(*) as amounts from figure group by place
    ),

    common as (
        select close.place, close.original, count(*) as amounts
        from close
        join figure as stated using (place)
        join figure as of_original
            on of_original.place = close.original and of_original.figure = stated.figure
        group by close.place, close.original
    )

    select close.place, close.original
    from close
    left join amounts as of_copy using (place)
    left join amounts as of_original on of_original.place = close.original
    left join common using (place, original)
    where 2 * coalesce(common.amounts, 0)
        >= least(coalesce(of_copy.amounts, 0), coalesce(of_original.amounts, 0))
    """,
    """
    create or replace temp table copied as
    with recursive letters as (
        select place, min(place) over (partition by fingerprint) as original
        from placed
        where fingerprint is not null
    ),

    earlier as (
        select place, min(original) as original
        from (from letters where place <> original union all by name from alike)
        group by place
    ),

    -- a copy of a copy is one of its original
    traced as (
        select place, original from earlier anti join earlier as known on known.place = earlier.original
        union all
        select earlier.place, traced.original
        from traced
        join earlier on earlier.original = traced.place
    )

    select copy.article_id, original.article_id as original_id
    from traced
    join placed as copy on copy.place = traced.place
    join placed as original on original.place = traced.original
    """,
    """
    update history_article as held
    set duplicate_of = wanted.original_id
    from (
        select placed.article_id, copied.original_id from placed left join copied using (article_id)
    ) as wanted
    where held.article_id = wanted.article_id
        and held.superseded_at is null
        and held.duplicate_of is distinct from wanted.original_id
    """,
)
