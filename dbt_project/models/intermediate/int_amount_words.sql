-- What the words of each amount say, read once more and in another way than the reader's: by their digits and by the
-- sizes behind them. Words without digits give the bounds within which their size leaves them.
with amounts as (
    select
        figures.figure_id,
        figures.claim_id,
        figures.figure_text,
        figures.value_low,
        coalesce(figures.value_high, figures.value_low) as value_high,
        regexp_extract_all(figures.figure_text, '\d[\d.,'' ]*\d|\d') as numbers,
        regexp_extract_all(lower(regexp_replace(figures.figure_text, '^[^\d]*(\d)', '\1')), '[a-z]+') as words,
    from {{ ref('stg_figures') }} as figures
    inner join {{ ref('stg_claims') }} as claims on figures.claim_id = claims.claim_id
    where claims.fact_type = 'aid' and figures.role = 'amount' and claims.is_current
),

size_words as (
    select
        cast(value as bigint) as size,
        rtrim(lower(unnest(string_split(aliases, '|'))), '.') as word,
    from {{ source('raw', 'vocabulary_money_words') }}
    where word_class = 'magnitude'
),

words as (
    select
        figure_id,
        unnest(words) as word,
    from amounts
),

sizes as (
    select
        words.figure_id,
        max(size_words.size) as size,
    from words
    inner join size_words on words.word = size_words.word
    group by words.figure_id
),

written as (
    select
        figure_id,
        replace(replace(unnest(numbers), ' ', ''), '''', '') as number,
    from amounts
),

-- Three digits behind a comma are thousands; behind a point only where more follow, or where no size does.
numbers as (
    select
        written.figure_id,
        sizes.size,
        try_cast(
            case
                when regexp_full_match(written.number, '\d{1,3}(,\d{3})+(\.\d+)?') then replace(written.number, ',', '')
                when
                    regexp_full_match(written.number, '\d{1,3}(\.\d{3}){2,}')
                    or (sizes.size is null and regexp_full_match(written.number, '[1-9]\d{0,2}\.\d{3}'))
                    then replace(written.number, '.', '')
                else replace(written.number, ',', '.')
            end as decimal(24, 6)
        ) as number,
    from written
    left join sizes on written.figure_id = sizes.figure_id
),

-- Of "900,000 to 1 million" the lower bound has no size, or a size of its own.
told as (
    select
        numbers.figure_id,
        list(cast(numbers.number * coalesce(numbers.size, 1) as decimal(38, 6))) as highs,
        list(cast(numbers.number * coalesce(size_words.size, 1) as decimal(38, 6))) as lows,
    from numbers
    left join words on numbers.figure_id = words.figure_id
    left join size_words on words.word = size_words.word
    group by numbers.figure_id
)

select
    amounts.claim_id,
    amounts.figure_id,
    amounts.figure_text,
    amounts.value_low,
    amounts.value_high,
    case
        when told.figure_id is not null
            then
                list_contains(told.highs, cast(amounts.value_high as decimal(38, 6)))
                and list_contains(
                    list_concat(told.highs, told.lows), cast(amounts.value_low as decimal(38, 6))
                )
        else coalesce(amounts.value_low between sizes.size / 100 and sizes.size * 1000, true)
    end as is_as_told,
from amounts
left join told on amounts.figure_id = told.figure_id
left join sizes on amounts.figure_id = sizes.figure_id
order by amounts.figure_id
