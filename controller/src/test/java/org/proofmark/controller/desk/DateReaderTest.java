package org.proofmark.controller.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.proofmark.controller.desk.DateReader.Reading;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class DateReaderTest {
    private static List<String> read(String text) {
        return DateReader.read(text).stream()
                .map(f ->
                        String.join("|", f.readings().stream().map(DateReaderTest::show).toList()))
                .toList();
    }

    private static String show(Reading reading) {
        return reading.dayNamed()
                ? reading.date().toString()
                : "month to " + reading.date().toString();
    }

    @DataProvider
    public Object[][] forms() {
        return new Object[][] {
            {"until 31 March 2031.", "2031-03-31"},
            {"31st March 2031", "2031-03-31"},
            {"the 31st of March, 2031", "2031-03-31"},
            {"31. March 2031", "2031-03-31"},
            {"31-Mar-2031", "2031-03-31"},
            {"1 Sept 2030", "2030-09-01"},
            {"March 31, 2031", "2031-03-31"},
            {"Mar. 31st 2031", "2031-03-31"},
            {"MARCH 31 2031", "2031-03-31"},
            {"2031-03-31", "2031-03-31"},
            {"2031/3/1", "2031-03-01"},
            {"31/03/2031", "2031-03-31"},
            {"31.3.2031", "2031-03-31"},
            {"03/31/2031", "2031-03-31"},
            {"04/04/2031", "2031-04-04"},
            {"03/04/2031", "2031-04-03|2031-03-04"},
            {"March 2031", "month to 2031-03-31"},
            {"end of February 2032", "month to 2032-02-29"},
            {"Feb 2031", "month to 2031-02-28"},
            {"2031-03", "month to 2031-03-31"},
            {"03/2031", "month to 2031-03-31"},
            {"the end of 2031", "month to 2031-12-31"},
            {"(until 30.5.2030)", "2030-05-30"},
        };
    }

    @Test(dataProvider = "forms")
    public void readsTheFormsThatPeopleWrite(String text, String expected) {
        assertThat(read(text)).containsExactly(expected);
    }

    @DataProvider
    public Object[][] noDates() {
        return new Object[][] {
            {"31 February 2031"},
            {"32/13/2031"},
            {"2031"},
            {"for 5 years"},
            {"1999-03-31"},
            {"firmware 12031-03"},
            {"EN 303 645"},
            {"ISO/IEC 29147:2018"},
            {"31/03/31"},
            {"call 020 7946 2031"},
        };
    }

    @Test(dataProvider = "noDates")
    public void readsNoDateWhereThereIsNone(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Test
    public void readsSeveralInTheirOrder() {
        assertThat(read("from 1 April 2026 to 31 March 2031 (see 2031-03-31)"))
                .containsExactly("2026-04-01", "2031-03-31", "2031-03-31");
    }

    /// Property: every form that names the month gives back the very day.
    @Test
    public void givesBackEveryDayInEveryForm() {
        var forms =
                List.of(
                        "d MMMM yyyy",
                        "dd MMM yyyy",
                        "MMMM d, yyyy",
                        "MMM d yyyy",
                        "yyyy-MM-dd",
                        "yyyy/M/d",
                        "d-MMM-yyyy",
                        "d. MMMM yyyy");
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++) {
            var day = LocalDate.of(2000, 1, 1).plusDays(random.nextInt(73_000));
            for (var form : forms) {
                var text =
                        "x " + day.format(DateTimeFormatter.ofPattern(form, Locale.ENGLISH)) + " y";
                assertThat(DateReader.read(text))
                        .as("seed %d: %s", seed, text)
                        .singleElement()
                        .satisfies(f ->
                                assertThat(f.readings()).containsExactly(new Reading(day, true)));
            }
        }
    }

    /// Property: numbers are read as both days where both are days, and as the one where one is.
    @Test
    public void numbersGiveEveryDayThatTheyCanBe() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++) {
            var day = LocalDate.of(2000, 1, 1).plusDays(random.nextInt(73_000));
            var text = day.format(DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT));
            var readings = DateReader.read(text).getFirst().readings();
            var both = day.getDayOfMonth() <= 12 && day.getDayOfMonth() != day.getMonthValue();
            assertThat(readings).as("seed %d: %s", seed, text).hasSize(both ? 2 : 1);
            assertThat(readings.getFirst().date()).isEqualTo(day);
        }
    }

    /// Property: a month gives its last day.
    @Test
    public void aMonthEndsWithItsLastDay() {
        for (var month = YearMonth.of(2000, 1);
                month.getYear() < 2200;
                month = month.plusMonths(1)) {
            var text = month.format(DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH));
            assertThat(DateReader.read("until " + text + ".").getFirst().readings())
                    .containsExactly(new Reading(month.atEndOfMonth(), false));
        }
    }

    /// Property: any text is read without an error, and a date lies within the text.
    @Test
    public void takesAnyText() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var pieces =
                List.of(
                        "31", "2", "/", "-", ".", " ", "March", "may", "2031", "203", "st", "of",
                        ",", "end of", "x", "é");
        for (var round = 0; round < 5_000; round++) {
            var text = new StringBuilder();
            for (var i = random.nextInt(12); i >= 0; i--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            for (var found : DateReader.read(text.toString())) {
                assertThat(found.start()).as("seed %d: %s", seed, text).isLessThan(found.end());
                assertThat(found.end()).isLessThanOrEqualTo(text.length());
            }
        }
    }
}
