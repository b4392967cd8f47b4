-- An amount or a range as stated, in words with its currency: `EUR 210 million`, `USD 2 billion to 3 billion`.
-- takes: currency, low, high
concat_ws(' ', currency, amount_in_words(low), if(high > low, 'to ' || amount_in_words(high), null))
