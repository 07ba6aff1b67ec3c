package io.facegate.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.facegate", importOptions = ImportOption.DoNotIncludeTests.class)
class ClientArchitectureTest {
    /** Whatever else it knew would have to be built, and loaded, before a command begins. */
    @ArchTest
    static final ArchRule theClientKnowsGalleriesAndTheServiceByHttpAlone = classes()
            .that()
            .resideInAPackage("io.facegate.client..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.facegate.client..",
                    "io.facegate.gallery..",
                    "io.facegate.vision.model",
                    "java..",
                    "com.fasterxml.jackson..",
                    "de.siegmar.fastcsv..",
                    "me.tongfei.progressbar..",
                    "org.jspecify..",
                    "picocli..");

    @ArchTest
    static final ArchRule nothingUsesTheClient = noClasses()
            .that()
            .resideOutsideOfPackage("io.facegate.client..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.facegate.client..");

    @ArchTest
    static final ArchRule theClientUsesNoDatabase = noClasses()
            .that()
            .resideInAPackage("io.facegate.client..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..");
}
