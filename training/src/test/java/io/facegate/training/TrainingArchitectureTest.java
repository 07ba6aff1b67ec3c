package io.facegate.training;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = TrainingArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class TrainingArchitectureTest {
    private static final String COMMAND_LINE = "command line";
    private static final String CONFIGURATION = "configuration";
    private static final String FIT = "fit";
    private static final String CHECKPOINT = "checkpoint";

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

    /** Each package by itself: the root, and those within others, too. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.facegate.(**)").should().beFreeOfCycles();

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

    /** Who reads {@code ./facegate train} from the YAML to the checkpoint never has to turn back. */
    @ArchTest
    static final ArchRule aTrainingIsReadInOneDirection = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer(COMMAND_LINE)
            .definedBy("io.facegate.training.cli..")
            .layer(CONFIGURATION)
            .definedBy("io.facegate.training.configuration..")
            .layer(FIT)
            .definedBy("io.facegate.training.fit..")
            .layer(CHECKPOINT)
            .definedBy("io.facegate.training.checkpoint..")
            .layer("what a fit is made of")
            .definedBy(
                    "io.facegate.training.augmentation..",
                    "io.facegate.training.dataset..",
                    "io.facegate.training.distillation..",
                    "io.facegate.training.loss..",
                    "io.facegate.training.network..",
                    "io.facegate.training.sampling..",
                    "io.facegate.training.schedule..")
            .whereLayer(COMMAND_LINE)
            .mayNotBeAccessedByAnyLayer()
            .whereLayer(CONFIGURATION)
            .mayOnlyBeAccessedByLayers(COMMAND_LINE)
            .whereLayer(FIT)
            .mayOnlyBeAccessedByLayers(COMMAND_LINE, CONFIGURATION)
            .whereLayer(CHECKPOINT)
            .mayOnlyBeAccessedByLayers(COMMAND_LINE, FIT);

    /** The root is what all of them share. */
    @ArchTest
    static final ArchRule theRootKnowsNoneOfItsPackages = noClasses()
            .that()
            .resideInAPackage("io.facegate.training")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.facegate.training.*..");
}
