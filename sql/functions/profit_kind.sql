-- Which profit a sentence tells of, `net`, `operating`, `pre_tax`, `gross`, `ebitda` or `cash_flow`, for they differ by what
-- they leave out. Null where it tells of none or of several, and for what is no profit.
-- takes: metric, sentence
case when metric = 'profit' then nullif(
    regexp_extract(
        trim(concat(
            if(regexp_matches(sentence, '(?i)\bnet (?:profits?|income|loss|losses|earnings|result)\b|\b(?:profit|earnings|loss) after tax|\bafter[- ]tax (?:profit|earnings|loss)'), 'net ', ''),
            if(regexp_matches(sentence, '(?i)\b(?:operating|trading) (?:profits?|income|loss|losses|earnings|result|surplus)\b|\bebit\b'), 'operating ', ''),
            if(regexp_matches(sentence, '(?i)\bpre[- ]?tax (?:profits?|income|loss|losses|earnings)\b|\b(?:profit|earnings|income|loss) before (?:income )?tax'), 'pre_tax ', ''),
            if(regexp_matches(sentence, '(?i)\bgross profits?\b'), 'gross ', ''),
            if(regexp_matches(sentence, '(?i)\bebitda\b'), 'ebitda ', ''),
            if(regexp_matches(sentence, '(?i)\bcash ?flow\b'), 'cash_flow ', '')
        )),
        '^[a-z_]+$'
    ),
    ''
) end
