package org.proofmark.controller.report;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.proofmark.domain.verdict.Outcome;
import org.proofmark.domain.verdict.Reason;
import org.proofmark.domain.verdict.Verdict;

/// junit.xml: one test case per verdict that decides ([Assessment#deciding]). FAIL is a failure,
/// INCONCLUSIVE an error, so that a job is red for both and can tell which; TestNG's own results
/// have no say in it.
final class JunitReport {
    private static final Pattern NOT_XML =
            Pattern.compile(
                    "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private JunitReport() {}

    static byte[] bytes(ReportContent content) {
        var verdicts = content.assessments().stream().flatMap(a -> a.deciding().stream()).toList();
        var out = new ByteArrayOutputStream();
        try {
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (var population : populations(verdicts)) {
                suite(xml, content, population, of(population, verdicts));
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write junit.xml into memory", e);
        }
        return out.toByteArray();
    }

    private static List<String> populations(List<Verdict> verdicts) {
        return verdicts.stream().map(Verdict::population).distinct().toList();
    }

    private static List<Verdict> of(String population, List<Verdict> verdicts) {
        return verdicts.stream().filter(v -> v.population().equals(population)).toList();
    }

    private static void suite(
            XMLStreamWriter xml, ReportContent content, String name, List<Verdict> verdicts)
            throws XMLStreamException {
        xml.writeStartElement("testsuite");
        attribute(xml, "name", name);
        attribute(xml, "tests", String.valueOf(verdicts.size()));
        attribute(xml, "failures", count(verdicts, Outcome.FAIL));
        attribute(xml, "errors", count(verdicts, Outcome.INCONCLUSIVE));
        attribute(xml, "skipped", "0");
        attribute(xml, "timestamp", content.createTime().toString());
        for (var verdict : verdicts) {
            testCase(xml, verdict);
        }
        xml.writeEndElement();
    }

    private static void testCase(XMLStreamWriter xml, Verdict verdict) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute(xml, "classname", verdict.requirement().scheme() + "." + verdict.population());
        attribute(xml, "name", verdict.requirement().name());
        attribute(xml, "time", "0");
        var text =
                verdict.reasons().stream()
                        .map(r -> r.code() + ": " + r.text())
                        .collect(Collectors.joining("\n"));
        switch (verdict.outcome()) {
            case PASS -> element(xml, "system-out", text);
            case FAIL -> problem(xml, "failure", verdict.reasons().getFirst(), text);
            case INCONCLUSIVE -> problem(xml, "error", verdict.reasons().getFirst(), text);
        }
        xml.writeEndElement();
    }

    private static void problem(XMLStreamWriter xml, String element, Reason first, String text)
            throws XMLStreamException {
        xml.writeStartElement(element);
        attribute(xml, "type", first.code());
        attribute(xml, "message", first.text());
        xml.writeCharacters(clean(text));
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text)
            throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(clean(text));
        xml.writeEndElement();
    }

    private static void attribute(XMLStreamWriter xml, String name, String value)
            throws XMLStreamException {
        xml.writeAttribute(name, clean(value));
    }

    /// What XML 1.0 cannot hold (escape codes of a console, say) becomes a question mark.
    private static String clean(String text) {
        return NOT_XML.matcher(text).replaceAll("?");
    }

    private static String count(List<Verdict> verdicts, Outcome outcome) {
        return String.valueOf(verdicts.stream().filter(v -> v.outcome() == outcome).count());
    }
}
