package io.facegate.training;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = TrainingArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class TrainingArchitectureTest {
    @ArchTest
    static final ArchRule trainingKnowsNoService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.facegate.service..", "io.quarkus..", "jakarta..");

    @ArchTest
    static final ArchRule onlyTheCommandLinePrints = noClasses()
            .that()
            .resideOutsideOfPackage("io.facegate.training.cli..")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.facegate.training.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatPeopleDoAtTheCommandLineHasNoCycles =
            slices().matching("io.facegate.training.cli.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsHowItIsTyped = noClasses()
            .that()
            .resideOutsideOfPackage("io.facegate.training.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.facegate.training.cli..", "picocli..", "me.tongfei.progressbar..");
}
