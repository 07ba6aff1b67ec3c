package io.facegate.vision;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.origin;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;

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

    /** The root package is one of them, and a package is not its parent's part. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.facegate.(**)").should().beFreeOfCycles();

    /** From below to above: each may use those before it. */
    private static final List<String> ORDER = List.of(
            "io.facegate.vision.landmark",
            "io.facegate.vision.model",
            "io.facegate.vision.image",
            "io.facegate.vision.detection",
            "io.facegate.vision.detection.mtcnn",
            "io.facegate.vision.alignment",
            "io.facegate.vision.quality",
            "io.facegate.vision.embedding",
            "io.facegate.vision.score",
            "io.facegate.vision.prototype",
            "io.facegate.vision");

    @ArchTest
    static final ArchRule everyPackageHasItsPlace = classes().should().resideInAnyPackage(ORDER.toArray(String[]::new));

    @ArchTest
    static void packagesUseOnlyThoseBelow(JavaClasses library) {
        for (int i = 0; i < ORDER.size() - 1; i++) {
            noClasses()
                    .that()
                    .resideInAPackage(ORDER.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ORDER.subList(i + 1, ORDER.size()).toArray(String[]::new))
                    .check(library);
        }
    }

    /** Who only reads or writes models, as training and its tools do, loads no second native library. */
    @ArchTest
    static final ArchRule modelsNeedNoOpenCv = noClasses()
            .that()
            .resideInAnyPackage("io.facegate.vision.model..", "io.facegate.vision.landmark..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco.opencv..", "io.facegate.vision.image..");

    @ArchTest
    static final ArchRule onlyStagesWithAModelRunTensorFlow = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.facegate.vision.model..",
                    "io.facegate.vision.detection.mtcnn..",
                    "io.facegate.vision.embedding..")
            .and()
            .areNotAssignableTo(NativeLibraries.class) // loads it, and runs nothing
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.tensorflow..");

    @ArchTest
    static final ArchRule nothingIsPrinted = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule loggingIsLeftToTheUser = GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
