package org.proofmark.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every rule, each with the reason why it is one. [RulesTest] holds them against all modules, and
/// each against a fixture that breaks it.
final class Rules {
    private static final String ROOT = "org.proofmark.";

    /// What each module may see of the others; itself and everything outside `org.proofmark` go
    /// without saying. Maven enforces it between modules; here it stands for what a transitive
    /// dependency would let through.
    private static final Map<String, List<String>> SEES =
            Map.ofEntries(
                    Map.entry("domain", List.of()),
                    Map.entry("credential", List.of("domain")),
                    Map.entry("bench", List.of("domain")),
                    Map.entry("wire", List.of("domain", "proto", "seal")),
                    Map.entry("seal", List.of()),
                    Map.entry("deviceprofiles", List.of("domain")),
                    Map.entry("certification", List.of("bench", "domain")),
                    Map.entry(
                            "benchremote",
                            List.of("bench", "domain", "proto", "wire", "deviceprofiles")),
                    Map.entry("virtuallab", List.of("bench", "domain", "proto", "wire")),
                    Map.entry("meters", List.of()),
                    Map.entry(
                            "rigagent",
                            List.of("bench", "domain", "meters", "proto", "wire", "seal")),
                    Map.entry(
                            "controller",
                            List.of(
                                    "domain",
                                    "credential",
                                    "meters",
                                    "proto",
                                    "wire",
                                    "seal",
                                    "deviceprofiles")));

    /// Data flows one way: each of these packages looks only at those before it.
    private static final List<String> DOMAIN_ORDER =
            List.of("time", "profile", "scheme", "plan", "run", "update", "observation", "verdict");

    /// The only places where generated messages and stubs are handled.
    private static final List<String> STUB_USERS =
            List.of(
                    "wire",
                    "controller.rpc",
                    "rigagent.link",
                    "rigagent.run",
                    "benchremote",
                    "virtuallab",
                    "cli");

    private Rules() {}

    static ArchRule moduleSeesOnlyItsOwn(String module) {
        var foreign =
                Stream.concat(SEES.keySet().stream(), Stream.of("proto", "cli"))
                        .filter(other -> !other.equals(module))
                        .filter(other -> !allowed(module).contains(other))
                        .map(other -> ROOT + other + "..")
                        .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(foreign)
                .because("the arrows of the architecture are the only dependencies");
    }

    private static List<String> allowed(String module) {
        return SEES.getOrDefault(module, List.of());
    }

    static List<String> modules() {
        return SEES.keySet().stream().sorted().toList();
    }

    static ArchRule noPackageCycles() {
        return slices().matching(ROOT + "(**)")
                .that(
                        describe(
                                "are written by people",
                                slice -> !slice.getDescription().contains("proto")))
                .should()
                .beFreeOfCycles()
                .because("a cycle of packages is one package that nobody can take apart");
    }

    static List<ArchRule> domainLooksOnlyLeft() {
        var rules = new ArrayList<ArchRule>();
        for (int i = 0; i < DOMAIN_ORDER.size() - 1; i++) {
            var right =
                    DOMAIN_ORDER.subList(i + 1, DOMAIN_ORDER.size()).stream()
                            .map(name -> ROOT + "domain." + name + "..")
                            .toArray(String[]::new);
            rules.add(
                    noClasses()
                            .that()
                            .resideInAPackage(ROOT + "domain." + DOMAIN_ORDER.get(i) + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(right)
                            .because("data flows one way: " + DOMAIN_ORDER));
        }
        return rules;
    }

    static ArchRule domainKnowsOnlyTheJdk() {
        return classes()
                .that()
                .resideInAPackage(ROOT + "domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + "domain..", "java..", "org.jspecify..")
                .because("records and rules must outlive every library");
    }

    static ArchRule doesNoInputOrOutput(String module) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + module + "..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                        "java.net..",
                                        "java.nio.file..",
                                        "java.nio.channels..",
                                        "java.sql..")
                                .or(
                                        nameMatching(
                                                "java.io.(File|FileReader|FileInputStream|FileOutputStream|RandomAccessFile)")))
                .because("a pure module gives the same answer everywhere");
    }

    private static DescribedPredicate<JavaClass> nameMatching(String regex) {
        return describe("have a name matching " + regex, type -> type.getName().matches(regex));
    }

    static ArchRule suitesSeeNoWire() {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "certification..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.grpc..", "com.google.protobuf..", "com.fazecast..", "com.pi4j..")
                .because("a suite is a stranger's jar: it sees Bench and nothing below");
    }

    static ArchRule onlyUsers(String library, String user) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + user + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .because(library + " may change without anybody but " + user + " knowing");
    }

    static ArchRule stubsStayAtTheEdge() {
        var users =
                Stream.concat(STUB_USERS.stream(), Stream.of("proto"))
                        .map(user -> ROOT + user + "..")
                        .toArray(String[]::new);
        return noClasses()
                .that()
                .resideOutsideOfPackages(users)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "proto..", "io.grpc.stub..")
                .because("generated messages stop at the edge");
    }

    static ArchRule onlyTheCommandLinePrints() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "cli..")
                .and()
                // a process of its own, whose stdout is a pipe to the agent
                .doNotHaveFullyQualifiedName(ROOT + "rigagent.site.SlotServerMain")
                .should()
                .accessField(System.class, "out")
                .because("stdout belongs to the person who typed the command");
    }

    static ArchRule noJavaUtilDate() {
        return noClasses()
                .should()
                .dependOnClassesThat(
                        nameMatching(
                                "java\\.util\\.(Date|Calendar|GregorianCalendar)|java\\.sql\\.(Date|Timestamp)"))
                .because("java.time says what it means");
    }

    static ArchRule noFieldInjection() {
        return fields().should(
                        ArchConditions.not(
                                ArchConditions.beAnnotatedWith(
                                        describe(
                                                "any Inject or Autowired",
                                                annotation ->
                                                        annotation
                                                                .getRawType()
                                                                .getSimpleName()
                                                                .matches(
                                                                        "Inject|Autowired|Resource")))))
                .because("constructors say what a class needs");
    }

    static ArchRule noNamesThatSayNothing() {
        return classes()
                .should(
                        ArchConditions.not(
                                ArchConditions.have(
                                        describe(
                                                "a name that says nothing",
                                                type ->
                                                        type.getSimpleName()
                                                                        .matches(
                                                                                ".+(Impl|Utils?|Helper|Manager)|Abstract.+")
                                                                || type.getPackageName()
                                                                        .matches(
                                                                                ".*\\.(common|misc|util|utils)(\\..*)?")))))
                .because("a class is named by what differs");
    }

    static ArchRule testClassesEndInTest() {
        return classes()
                .that(describe("hold tests", Rules::holdsTests))
                .should()
                .haveSimpleNameEndingWith("Test")
                .because("Surefire passes over others without a word");
    }

    private static boolean holdsTests(JavaClass type) {
        return type.getMethods().stream().anyMatch(Rules::isTest);
    }

    private static boolean isTest(JavaMethod method) {
        return method.getAnnotations().stream()
                .anyMatch(annotation ->
                        annotation
                                .getRawType()
                                .getName()
                                .matches(
                                        "org\\.testng\\.annotations\\.Test|net\\.jqwik\\.api\\.(Property|Example)"));
    }

    static ArchRule noJunit() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "junit..", "org.mockito..")
                .because("tests are TestNG's, fakes are real");
    }
}
