-- The label most members gave, of equal ones the smallest, as crates/consensus decides. Votes and label travel in one
-- number, so that no item has to be sorted: labels have 8 bits at most.
WITH votes AS (
  SELECT item, label, COUNT(*) AS votes
  FROM answers
  GROUP BY item, label
),
best AS (
  SELECT item, MAX(votes * 256 + 255 - label) AS best, SUM(votes) AS answers
  FROM votes
  GROUP BY item
)
SELECT
  item,
  CAST(255 - MOD(best, 256) AS INT) AS label,
  CAST(FLOOR(best / 256) AS BIGINT) AS votes,
  CAST(answers AS BIGINT) AS answers
FROM best
