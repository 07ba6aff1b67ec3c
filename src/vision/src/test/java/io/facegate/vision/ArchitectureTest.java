package io.facegate.vision;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.origin;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

@AnalyzeClasses(packagesOf = FacePipeline.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** It can be used by a service, a command line or a batch job alike. */
    @ArchTest
    static final ArchRule theLibraryStandsAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.facegate.service..",
                    "io.facegate.training..",
                    "io.quarkus..",
                    "io.vertx..",
                    "io.smallrye..",
                    "jakarta..",
                    "java.sql..",
                    "javax.sql..",
                    "org.hibernate..",
                    "org.eclipse.microprofile..",
                    "picocli..");

    /** A native executable has no AWT, and ImageIO needs it. */
    @ArchTest
    static final ArchRule thereIsNoAwt = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.imageio..", "javax.swing..");

    /** A native executable is built with its constants in it, which can't be native memory or threads. */
    @ArchTest
    static final ArchRule constantsNeedNoNativeCode = noClasses()
            .should()
            .accessTargetWhere(origin(name(JavaStaticInitializer.STATIC_INITIALIZER_NAME))
                    .and(targetOwner(
                            resideInAnyPackage("org.tensorflow..", "org.bytedeco..", "com.google.protobuf.."))));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.facegate.vision.(**)").should().beFreeOfCycles();

    /** The root package is the door; what is behind it knows nothing of it but how to refuse a picture. */
    @ArchTest
    static final ArchRule stagesDoNotKnowTheDoor = noClasses()
            .that()
            .resideOutsideOfPackage("io.facegate.vision")
            .should()
            .dependOnClassesThat(resideInAPackage("io.facegate.vision")
                    .and(not(belongToAnyOf(PictureRejectedException.class, Rejection.class))));

    @ArchTest
    static final ArchRule onlyStagesWithAModelRunTensorFlow = noClasses()
            .that()
            .resideInAnyPackage("io.facegate.vision", "io.facegate.vision.image..", "io.facegate.vision.alignment..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.tensorflow..");

    @ArchTest
    static final ArchRule nothingIsPrinted = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule loggingIsLeftToTheUser = GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
