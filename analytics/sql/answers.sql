-- What counts as an answer: of several a member gave to an item, the first.
SELECT item, member, MIN_BY(label, seq) AS label
FROM events
GROUP BY item, member
