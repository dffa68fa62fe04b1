with aid as (
    select * from {{ ref('int_aid') }}
    where {{ is_served('aid_id') }}
)

-- A part whose whole is not served stands alone.
select * replace (if(part_of_aid_id in (select aid_id from aid), part_of_aid_id, null) as part_of_aid_id),
from aid
order by announced_date, aid_id
