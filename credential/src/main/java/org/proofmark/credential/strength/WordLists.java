package org.proofmark.credential.strength;

import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import me.gosimple.nbvcxz.resources.DictionaryUtil;

/// Lists of words and of common passwords, those that nbvcxz brings (MIT licence): English words,
/// the EFF's large list, first and last names, 100,000 common passwords. Read once.
public final class WordLists {
    private static final int LEAST_LETTERS = 4;
    private static final Map<String, Integer> COMMON = fold(DictionaryUtil.passwords);
    private static final Map<String, Integer> WORDS = readWords();

    private WordLists() {}

    /// Words by their rank in the list that they stand highest in, the commonest being 1.
    public static Map<String, Integer> words() {
        return WORDS;
    }

    /// Common passwords by their rank.
    public static Map<String, Integer> commonPasswords() {
        return COMMON;
    }

    private static Map<String, Integer> readWords() {
        var words = new HashMap<String, Integer>();
        for (String list :
                new String[] {
                    DictionaryUtil.english,
                    DictionaryUtil.eff_large,
                    DictionaryUtil.male_names,
                    DictionaryUtil.female_names,
                    DictionaryUtil.surnames
                }) {
            fold(list).forEach((word, rank) -> words.merge(word, rank, Math::min));
        }
        // Common passwords that are letters only are words that people think of.
        COMMON.forEach((word, rank) -> {
            if (isLetters(word)) {
                words.merge(word, rank, Math::min);
            }
        });
        return Collections.unmodifiableMap(words);
    }

    private static boolean isLetters(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < 'a' || word.charAt(i) > 'z') {
                return false;
            }
        }
        return word.length() >= LEAST_LETTERS;
    }

    private static Map<String, Integer> fold(String list) {
        var folded = new HashMap<String, Integer>();
        DictionaryUtil.loadRankedDictionary(list)
                .forEach((word, rank) ->
                        folded.merge(word.strip().toLowerCase(Locale.ROOT), rank, Math::min));
        folded.remove("");
        return Collections.unmodifiableMap(folded);
    }
}
