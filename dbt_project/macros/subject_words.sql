{#- What a sentence is about: the beginnings of its words of four letters and more, without those of stop_words.words and
    those in the names of its actors. Five letters make one of "mobilise" and "mobilisation". -#}
{% macro subject_words(quote, actors) -%}
    list_distinct(
        list_transform(
            list_filter(
                string_split(strip_accents({{ normal(quote) }}), ' '),
                lambda word: length(word) >= 4 and not list_contains(stop_words.words, word)
                and not contains(strip_accents({{ normal(actors) }}), word)
            ),
            lambda word: word[1:5]
        )
    )
{%- endmacro %}
