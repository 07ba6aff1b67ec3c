package io.facegate.gallery;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.facegate", importOptions = ImportOption.DoNotIncludeTests.class)
class GalleryArchitectureTest {
    @ArchTest
    static final ArchRule galleriesKnowModelsAndEmbeddingsAndWhatReadsJson = classes()
            .that()
            .resideInAPackage("io.facegate.gallery..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.facegate.gallery..",
                    "io.facegate.vision.model",
                    "io.facegate.vision.embedding",
                    "java..",
                    "com.fasterxml.jackson..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule galleriesKnowNoWebAndNoDatabase = noClasses()
            .that()
            .resideInAPackage("io.facegate.gallery..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.sql..");

    @ArchTest
    static final ArchRule valuesDoNotKnowFiles = noClasses()
            .that()
            .resideInAPackage("io.facegate.gallery")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.facegate.gallery.file..");

    @ArchTest
    static final ArchRule theLibraryUsesNoGalleries = noClasses()
            .that()
            .resideInAPackage("io.facegate.vision..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.facegate.gallery..");
}
