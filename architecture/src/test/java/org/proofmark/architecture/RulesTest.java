package org.proofmark.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import org.proofmark.architecture.breach.AbstractThing;
import org.proofmark.architecture.breach.PrintsToStdout;
import org.proofmark.architecture.breach.TestsUnderAnotherName;
import org.proofmark.architecture.breach.UsesDate;
import org.proofmark.architecture.breach.UsesGpio;
import org.proofmark.architecture.breach.UsesInjection;
import org.proofmark.architecture.breach.UsesJunit;
import org.proofmark.architecture.breach.UsesMicrometer;
import org.proofmark.architecture.breach.UsesSerial;
import org.proofmark.architecture.breach.UsesStubs;
import org.proofmark.architecture.breach.one.One;
import org.proofmark.architecture.breach.two.Two;
import org.proofmark.certification.breach.SuiteSeesTheWire;
import org.proofmark.controller.breach.SeesTheRig;
import org.proofmark.credential.breach.ReadsFiles;
import org.proofmark.domain.breach.KnowsALibrary;
import org.proofmark.domain.profile.breach.LooksRight;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class RulesTest {
    private JavaClasses main;
    private JavaClasses tests;

    @BeforeClass
    void readAllModules() {
        main = Sources.mainClasses();
        tests = Sources.testClasses();
    }

    @DataProvider
    Object[][] rulesOfMainCode() {
        var rules = new ArrayList<ArchRule>();
        Rules.modules().forEach(module -> rules.add(Rules.moduleSeesOnlyItsOwn(module)));
        rules.addAll(Rules.domainLooksOnlyLeft());
        rules.add(Rules.noPackageCycles());
        rules.add(Rules.domainKnowsOnlyTheJdk());
        rules.add(Rules.doesNoInputOrOutput("credential"));
        rules.add(Rules.doesNoInputOrOutput("domain"));
        rules.add(Rules.suitesSeeNoWire());
        rules.add(Rules.onlyUsers("com.fazecast", "rigagent.serial"));
        rules.add(Rules.onlyUsers("com.pi4j", "rigagent.gpio"));
        rules.add(Rules.onlyUsers("io.micrometer", "meters"));
        rules.add(Rules.stubsStayAtTheEdge());
        rules.add(Rules.onlyTheCommandLinePrints());
        rules.add(Rules.noJavaUtilDate());
        rules.add(Rules.noFieldInjection());
        rules.add(Rules.noNamesThatSayNothing());
        return rules.stream().map(rule -> new Object[] {rule}).toArray(Object[][]::new);
    }

    @Test(dataProvider = "rulesOfMainCode")
    public void mainCodeKeepsTheRule(ArchRule rule) {
        rule.allowEmptyShould(true).check(main);
    }

    @DataProvider
    Object[][] rulesOfTestCode() {
        return new Object[][] {
            {Rules.testClassesEndInTest()}, {Rules.noJunit()}, {Rules.noJavaUtilDate()}
        };
    }

    @Test(dataProvider = "rulesOfTestCode")
    public void testCodeKeepsTheRule(ArchRule rule) {
        rule.allowEmptyShould(true).check(tests);
    }

    @Test
    public void allModulesWereRead() {
        var packages =
                main.stream()
                        .map(type -> type.getPackageName().split("\\.")[2])
                        .distinct()
                        .toList();
        assertThat(packages).containsAll(Rules.modules()).contains("cli");
        assertThat(tests).isNotEmpty();
    }

    @DataProvider
    Object[][] breaches() {
        return new Object[][] {
            {Rules.moduleSeesOnlyItsOwn("controller"), List.of(SeesTheRig.class)},
            {Rules.domainLooksOnlyLeft().get(1), List.of(LooksRight.class)},
            {Rules.noPackageCycles(), List.of(One.class, Two.class)},
            {Rules.domainKnowsOnlyTheJdk(), List.of(KnowsALibrary.class)},
            {Rules.doesNoInputOrOutput("credential"), List.of(ReadsFiles.class)},
            {Rules.suitesSeeNoWire(), List.of(SuiteSeesTheWire.class)},
            {Rules.onlyUsers("com.fazecast", "rigagent.serial"), List.of(UsesSerial.class)},
            {Rules.onlyUsers("com.pi4j", "rigagent.gpio"), List.of(UsesGpio.class)},
            {Rules.onlyUsers("io.micrometer", "meters"), List.of(UsesMicrometer.class)},
            {Rules.stubsStayAtTheEdge(), List.of(UsesStubs.class)},
            {Rules.onlyTheCommandLinePrints(), List.of(PrintsToStdout.class)},
            {Rules.noJavaUtilDate(), List.of(UsesDate.class)},
            {Rules.noFieldInjection(), List.of(UsesInjection.class)},
            {Rules.noNamesThatSayNothing(), List.of(AbstractThing.class)},
            {Rules.testClassesEndInTest(), List.of(TestsUnderAnotherName.class)},
            {Rules.noJunit(), List.of(UsesJunit.class)},
        };
    }

    @Test(dataProvider = "breaches")
    public void aBreachIsFound(ArchRule rule, List<Class<?>> breach) {
        var classes = new ClassFileImporter().importClasses(breach);
        assertThat(rule.evaluate(classes).hasViolation())
                .as("'%s' finds the breach of %s", rule.getDescription(), breach)
                .isTrue();
    }
}
