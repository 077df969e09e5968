-- Answers whose label is no class of the task: reports over them would say something else than they seem to.
SELECT CAST(COUNT(*) AS BIGINT) AS answers
FROM answers a
LEFT JOIN classes c ON a.label = c.class
WHERE c.class IS NULL
