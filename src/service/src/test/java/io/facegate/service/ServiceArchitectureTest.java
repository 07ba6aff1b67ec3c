package io.facegate.service;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.origin;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.facegate.gallery.file.EncodedEmbedding;
import io.facegate.service.access.key.FirstKey;
import io.facegate.service.start.StartFailures;
import io.facegate.service.web.json.TypedField;
import io.facegate.service.web.problem.ProblemSource;
import io.facegate.vision.embedding.Embedding;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

@AnalyzeClasses(packages = "io.facegate", importOptions = ImportOption.DoNotIncludeTests.class)
class ServiceArchitectureTest {
    private static final String SERVICE = "io.facegate.service";

    @ArchTest
    static final ArchRule theServiceUsesNoTraining = noClasses()
            .that()
            .resideInAPackage("io.facegate.service..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.facegate.training..");

    @ArchTest
    static final ArchRule nothingElseUsesTheService = noClasses()
            .that()
            .resideOutsideOfPackage("io.facegate.service..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.facegate.service..");

    @ArchTest
    static final ArchRule onlyTheLibraryKnowsTensorFlowAndOpenCv = noClasses()
            .that()
            .resideInAPackage("io.facegate.service..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tensorflow..", "org.bytedeco..");

    /** A native executable is built with its constants in it, and Quarkus lets these libraries start at run time only. */
    @ArchTest
    static final ArchRule constantsNeedNothingOfTheNetwork = noClasses()
            .that()
            .resideInAPackage("io.facegate.service..")
            .should()
            .accessTargetWhere(origin(name(JavaStaticInitializer.STATIC_INITIALIZER_NAME))
                    .and(targetOwner(resideInAnyPackage("io.netty..", "io.vertx.."))));

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().assignedFrom(partsOf(SERVICE)).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theWebHasNoCycles =
            slices().assignedFrom(partsOf(SERVICE + ".web")).should().beFreeOfCycles();

    /** It starts and stops the others. */
    @ArchTest
    static final ArchRule nothingKnowsTheRoot = noClasses()
            .that()
            .resideInAPackage(SERVICE + ".*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SERVICE);

    @ArchTest
    static final ArchRule theWebKnowsNoFeature = classes()
            .that()
            .resideInAPackage(SERVICE + ".web..")
            .should()
            .onlyDependOnClassesThat(resideOutsideOfPackage(SERVICE + "..")
                    .or(resideInAnyPackage(in("web", "code", "config", "inference", "metrics"))));

    @ArchTest
    static final ArchRule galleriesKnowNothingOfWhatIsDoneWithThem = noClasses()
            .that()
            .resideInAPackage(SERVICE + ".gallery..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    in("template", "enrolment", "verification", "identification", "comparison", "move", "transfer"));

    @ArchTest
    static final ArchRule templatesKnowNothingOfWhatIsDoneWithThem = noClasses()
            .that()
            .resideInAPackage(SERVICE + ".template..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(in("enrolment", "verification", "identification", "comparison", "move", "transfer"));

    @ArchTest
    static final ArchRule decisionsNeedNoDatabase = noClasses()
            .that()
            .resideInAPackage(SERVICE + ".decision..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    SERVICE + ".database..",
                    "java.sql..",
                    "javax.sql..",
                    "jakarta.persistence..",
                    "org.hibernate..",
                    "io.vertx.sqlclient..",
                    "io.vertx.mutiny.sqlclient..");

    /** With the package itself, whose classes {@code slices().matching("...(*)..")} would not see. */
    private static SliceAssignment partsOf(String root) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                if (name.equals(root)) {
                    return SliceIdentifier.of(root);
                }
                return name.startsWith(root + ".")
                        ? SliceIdentifier.of(name.substring(root.length() + 1).replaceFirst("\\..*", ""))
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "%s and the packages in it".formatted(root);
            }
        };
    }

    private static String[] in(String... parts) {
        return Arrays.stream(parts)
                .map(part -> "%s.%s..".formatted(SERVICE, part))
                .toArray(String[]::new);
    }

    /** What writes is done in a unit of work; the pool is for what only reads and is asked for all the time. */
    @ArchTest
    static final ArchRule theRawPoolIsForSearches = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.facegate.service.database", "io.facegate.service.health", "io.facegate.service.start")
            .and()
            .doNotHaveFullyQualifiedName("io.facegate.service.template.PgTemplateStore")
            .and()
            .doNotHaveFullyQualifiedName("io.facegate.service.template.TemplateSearch")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.vertx.mutiny.sqlclient.Pool");

    /** And the answers that consist of them. Statements that name the column are looked for by {@code TemplateDoorTest}. */
    @ArchTest
    static final ArchRule onlyTheDoorToTemplatesSeesTheValuesOfEmbeddings = noClasses()
            .that()
            .resideInAPackage("io.facegate.service..")
            .and()
            .resideOutsideOfPackages("io.facegate.service.template", "io.facegate.service.embedding")
            .should()
            .callMethod(Embedding.class, "values")
            .orShould()
            .callMethod(EncodedEmbedding.class, "values");

    @ArchTest
    static final ArchRule transactionsAreBegunAndEndedInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("io.facegate.service.database")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("io\\.vertx\\.(mutiny\\.)?sqlclient\\.(SqlConnection|Transaction)"
                    + "|org\\.hibernate\\.reactive\\.mutiny\\.Mutiny\\$(SessionFactory|Transaction)");

    private static final DescribedPredicate<JavaClass> USE_CASE = describe(
            "use cases and their outcomes",
            type -> resideInAnyPackage(in(
                                    "verification",
                                    "identification",
                                    "comparison",
                                    "enrolment",
                                    "detection",
                                    "face",
                                    "quality",
                                    "decision"))
                            .test(type)
                    && (type.isAnnotatedWith(Singleton.class)
                                    && !type.isAssignableTo(ProblemSource.class)
                                    && !type.isAssignableTo(TypedField.class)
                            || type.isInterface() && type.getSimpleName().endsWith("Outcome")));

    /** So that another interface, with its own shapes and errors, asks the same use cases. */
    @ArchTest
    static final ArchRule useCasesKnowNoInterface = classes()
            .that(USE_CASE)
            .should(new UseCasesKnowNoInterface(
                    "io.facegate.service.web", "jakarta.ws.rs", "com.fasterxml.jackson", "org.jboss.resteasy"));

    @ArchTest
    static final ArchRule useCasesAreNotDescribed = noClasses()
            .that(USE_CASE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.microprofile.openapi..");

    @ArchTest
    static final ArchRule constructorInjectionOnly = fields().should().notBeAnnotatedWith(Inject.class);

    @ArchTest
    static final ArchRule onlyAFailedStartAndKeysAreToldBesideTheLog = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(StartFailures.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(FirstKey.class.getName())
            .and()
            .resideOutsideOfPackage(SERVICE + ".access.command")
            .and()
            // a step of the build
            .resideOutsideOfPackage("io.facegate.site")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule oneLogger = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule picturesAreAnsweredAsynchronously =
            methods().that().areAnnotatedWith(POST.class).should().haveRawReturnType(Uni.class);

    /** The document doesn't know of it by itself. */
    @ArchTest
    static final ArchRule anotherStatusIsDocumented = methods()
            .that()
            .areAnnotatedWith(ResponseStatus.class)
            .should(new ArchCondition<>("document that status") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    String status = String.valueOf(
                            method.getAnnotationOfType(ResponseStatus.class).value());
                    boolean documented = method.isAnnotatedWith(APIResponse.class)
                            && method.getAnnotationOfType(APIResponse.class)
                                    .responseCode()
                                    .equals(status);
                    events.add(new SimpleConditionEvent(method, documented, method.getFullName()));
                }
            });

    /** A native executable may not know the parameters' own names. */
    @ArchTest
    static final ArchRule queryParametersHaveExplicitNames = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Path.class)
            .should(new ArchCondition<>("name their query parameters") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    for (JavaParameter parameter : method.getParameters()) {
                        boolean named = !parameter.isAnnotatedWith(RestQuery.class)
                                || !parameter
                                        .getAnnotationOfType(RestQuery.class)
                                        .value()
                                        .isEmpty();
                        events.add(new SimpleConditionEvent(method, named, method.getFullName()));
                    }
                }
            });

    @ArchTest
    static final ArchRule nothingBlocks = methods().should().notBeAnnotatedWith(Blocking.class);

    @ArchTest
    static final ArchRule nothingIsWrittenToDisk = noClasses()
            .that()
            .resideInAPackage("io.facegate.service..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.jboss.resteasy.reactive.multipart.FileUpload");
}
