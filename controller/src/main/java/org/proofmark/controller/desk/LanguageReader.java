package org.proofmark.controller.desk;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.proofmark.domain.verdict.PageEvidence.Language;

/// Tells whether a page is in English, by the small words that every text is held together with.
final class LanguageReader {
    private static final Set<String> ENGLISH =
            Set.copyOf(
                    List.of(
                            ("the and to of you for we will be this that with your our are until by or if it"
                                            + " from at is have has not any can they their as which must may"
                                            + " when please how what us every within after free")
                                    .split(" ")));
    private static final Set<String> OTHER =
            Set.copyOf(
                    List.of(
                            ("der die das und ist nicht wir sie ein eine für mit von zu auf den dem des im"
                                            + " bis werden oder bei le la les et est pour nous vous une du au avec dans"
                                            + " ce sur jusqu par qui ne el los las y es para con por se su una que del"
                                            + " il di che è non sono per della e het een van voor niet wij u zijn met op"
                                            + " og er til vi ikke som av och att är på för inte i w na z do się jest nie"
                                            + " o que não um uma os as")
                                    .split("\\s+")));
    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final double ENOUGH = 0.10;
    private static final int FEW_WORDS = 8;

    private LanguageReader() {}

    static Language of(PageText page) {
        var words = 0;
        var english = 0;
        var other = 0;
        var foreignLetters = 0;
        var matcher = WORD.matcher(page.all().toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            var word = matcher.group();
            words++;
            english += ENGLISH.contains(word) ? 1 : 0;
            other += OTHER.contains(word) && !ENGLISH.contains(word) ? 1 : 0;
            foreignLetters += latin(word) ? 0 : 1;
        }
        if (words >= FEW_WORDS && foreignLetters > words / 2) {
            return Language.OTHER;
        }
        if (words >= FEW_WORDS && other > words * ENOUGH && other > 2 * english) {
            return Language.OTHER;
        }
        var declared = page.declaredLanguage().toLowerCase(Locale.ROOT).startsWith("en");
        return declared || page.fields() || (english > words * ENOUGH && english > 2 * other)
                ? Language.ENGLISH
                : Language.UNCLEAR;
    }

    private static boolean latin(String word) {
        return Character.UnicodeScript.of(word.codePointAt(0)) == Character.UnicodeScript.LATIN;
    }
}
