-- The partitions of a year, made before its first day is stored.
-- params: year integer
-- returns: nothing
SELECT windfall.partition_ensure($1::integer)
