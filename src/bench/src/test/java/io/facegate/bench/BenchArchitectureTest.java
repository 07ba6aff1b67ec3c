package io.facegate.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.facegate", importOptions = ImportOption.DoNotIncludeTests.class)
class BenchArchitectureTest {
    @ArchTest
    static final ArchRule nothingUsesTheBenchmarks = noClasses()
            .that()
            .resideOutsideOfPackage("io.facegate.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.facegate.bench..");

    /** Of the service, they take the search that they measure. */
    @ArchTest
    static final ArchRule theBenchmarksKnowThePipelineGalleriesAndSearch = noClasses()
            .that()
            .resideInAPackage("io.facegate.bench..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.facegate..")
                    .and(resideOutsideOfPackages(
                            "io.facegate.bench..",
                            "io.facegate.vision..",
                            "io.facegate.gallery..",
                            "io.facegate.service.template")));
}
