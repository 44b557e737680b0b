package io.kinexus.operator.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.core.resource.Live;
import io.kinexus.operator.core.resource.Spec;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of who may know whom, and what nobody may do. */
class ArchitectureTest {
    private static final String ROOT = "io.kinexus.operator";
    private static final String SDK = "software.amazon.awssdk..";
    private static final JavaClasses ALL = new ClassFileImporter()
            .importUrl(Spec.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void onlyTheJudgeCalculatesChances() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".core.judge")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.commons.math3..")
                .because("statistics belong where their method is written down, see docs/judge.md")
                .check(ALL);
    }

    @Test
    void coreKnowsOnlyTheJdk() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.apache.commons.math3..", ROOT + ".core..")
                .because("the core must run in a test with no container and no account")
                .check(ALL);
    }

    @Test
    void everyPackageKnowsOnlyWhatTheTableAllows() {
        knows("engine", "core");
        knows("aws", "core");
        knows("kind", "core", "aws");
        knows("rollout", "core", "engine", "aws");
        knows("desired", "core", "engine", "blueprint");
        knows("git", "core", "engine", "desired");
        knows("forge");
        knows("price", "core");
        knows("ledger", "core", "engine");
        knows("fleet", "core", "engine");
        knows("sandbox");
        knows("api", "core", "engine");
        knows("cli", "core", "engine", "api");
    }

    private static void knows(String folder, String... others) {
        List<String> allowed = Stream.concat(Stream.of(folder), Stream.of(others))
                .map(name -> ROOT + "." + name)
                .toList();
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + folder + "..")
                .should()
                .dependOnClassesThat(new DescribedPredicate<JavaClass>("are ours and not of " + allowed) {
                    @Override
                    public boolean test(JavaClass other) {
                        String name = other.getPackageName();
                        return name.startsWith(ROOT)
                                && allowed.stream().noneMatch(one -> name.equals(one) || name.startsWith(one + "."));
                    }
                })
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void blueprintsSeeOfKindsOnlyTheirSpecs() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".blueprint..")
                .should()
                .dependOnClassesThat(
                        new DescribedPredicate<JavaClass>("are of a kind, and neither a spec nor a part of one") {
                            @Override
                            public boolean test(JavaClass other) {
                                return other.getPackageName().startsWith(ROOT + ".kind.")
                                        && !other.isAssignableTo(Spec.class)
                                        && !other.isRecord()
                                        && !other.isEnum()
                                        && !other.isInterface();
                            }
                        })
                .check(ALL);
    }

    @Test
    void kindsDoNotKnowEachOther() {
        slices().matching(ROOT + ".kind.(*)..")
                .should()
                .notDependOnEachOther()
                .because("adding or removing a kind touches one package")
                .check(ALL);
    }

    @Test
    void nobodySeesTheWiring() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".app..")
                .check(ALL);
    }

    @Test
    void nobodyButTheWiringSeesTheSandbox() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".app..", ROOT + ".sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".sandbox..")
                .because("nothing outside the sandbox knows that it is one")
                .check(ALL);
    }

    @Test
    void onlyAwsClassesTouchTheSdk() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Aws")
                .and()
                .areTopLevelClasses()
                .and()
                .resideOutsideOfPackages(ROOT + ".aws..", ROOT + ".sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SDK)
                .check(ALL);
    }

    @Test
    void onlyOnePackageKnowsGit() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".git..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jgit..", "org.apache.sshd..", "org.bouncycastle..")
                .check(ALL);
    }

    @Test
    void engineKnowsNoKind() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".core..", ROOT + ".engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".kind..")
                .check(ALL);
    }

    @Test
    void specsLivesAndDeclarationsAreRecords() {
        classes()
                .that()
                .implement(Spec.class)
                .or()
                .implement(Live.class)
                .or()
                .implement(Declaration.class)
                .should()
                .beRecords()
                .check(ALL);
    }

    @Test
    void timeIsAnArgument() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".core..",
                        ROOT + ".engine..",
                        ROOT + ".blueprint..",
                        ROOT + ".kind..",
                        ROOT + ".rollout..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .check(ALL);
    }

    @Test
    void onlyTheWiringSleeps() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".app..")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .check(ALL);
    }

    @Test
    void nothingStartsAProcessOfItsOwn() {
        noClasses()
                .should()
                .callConstructor(ProcessBuilder.class, String[].class)
                .orShould()
                .callConstructor(ProcessBuilder.class, List.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.io.ObjectInputStream.class)
                .check(ALL);
    }

    @Test
    void staticFieldsNeverChange() {
        fields().that().areStatic().should().beFinal().check(ALL);
    }

    @Test
    void everyEndpointDeclaresItsRole() {
        methods()
                .that()
                .areAnnotatedWith(GET.class)
                .or()
                .areAnnotatedWith(POST.class)
                .or()
                .areAnnotatedWith(PUT.class)
                .or()
                .areAnnotatedWith(DELETE.class)
                .or()
                .areAnnotatedWith(PATCH.class)
                .should()
                .beAnnotatedWith(RolesAllowed.class)
                .orShould()
                .beAnnotatedWith(PermitAll.class)
                .orShould()
                .beDeclaredInClassesThat()
                .areAnnotatedWith(PermitAll.class)
                .check(ALL);
    }

    @Test
    void topLevelPackagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(ALL);
    }
}
