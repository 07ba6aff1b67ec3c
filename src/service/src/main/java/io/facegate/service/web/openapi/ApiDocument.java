package io.facegate.service.web.openapi;

import io.facegate.service.web.problem.Problem;
import io.facegate.service.web.problem.ProblemType;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Completes the OpenAPI document: its head, the problems that operations may answer with, each status described once, and that
 * the fields of answers are always there.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDocument implements OASFilter {
    private static final String DESCRIPTION = """
            Face authentication that you host yourself: a picture in, a decision out.

            Pictures are JPEG, PNG, WebP or BMP, recognised by their content, and turned upright by their EXIF
            orientation. They are held in memory while they are worked on; nothing is stored or logged.

            Every error is a problem (RFC 9457) with a stable `code`. Its `request_id`, which is also in the header
            `X-Request-Id`, finds it in the log; a client may send that header itself.
            """;
    /** Schemas of what requests bring, where a field may be absent. */
    private static final Pattern REQUEST = Pattern.compile("New.*|.*(Form|Change|ToEnrol)");

    /** What configuration describes may be registered twice, by the order in which classes are read; nothing refers to the second. */
    private static final Pattern NUMBERED = Pattern.compile(".*\\d");

    private static final Map<String, String> TAGS = Map.of(
            "Comparisons", "Is this the same person?",
            "Keys", "Who may ask, and what",
            "Jobs", "Deletions and imports that take a while",
            "Moves", "A gallery changes its embedder while it is used",
            "Pictures", "Faces and embeddings of a picture",
            "Service", "What this service runs with");

    private final Set<String> referredTo = new HashSet<>();

    @Override
    public Schema filterSchema(Schema schema) {
        if (schema.getRef() != null) {
            referredTo.add(schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1));
        }
        return schema;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.setInfo(OASFactory.createInfo()
                .title("Facegate")
                .version("1")
                .description(DESCRIPTION)
                .license(OASFactory.createLicense()
                        .name("Apache-2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0")));
        // relative to this document, so that it is right behind a proxy that puts a prefix before the path
        document.setServers(List.of(OASFactory.createServer().url("..").description("This service")));
        document.getTags().forEach(tag -> tag.setDescription(TAGS.get(tag.getName())));
        List.copyOf(document.getComponents().getSchemas().keySet()).stream()
                .filter(name -> NUMBERED.matcher(name).matches() && !referredTo.contains(name))
                .forEach(document.getComponents()::removeSchema);
        FieldSchemas.unify(document);
        document.getComponents().getSchemas().forEach(ApiDocument::requireFields);
        listProblems(document);
        KeySecurity.describe(document);
        Map<Integer, List<ProblemType>> problems = Arrays.stream(ProblemType.values())
                .filter(type -> type != ProblemType.NOT_FOUND && type != ProblemType.METHOD_NOT_ALLOWED)
                .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()));
        problems.forEach((status, types) -> document.getComponents().addResponse(name(status), problem(types)));
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> {
                    inTheOrderOf(path, operation);
                    FieldSchemas.unify(operation);
                }));
        document.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> problems.keySet().stream()
                        .filter(status -> mayAnswer(status, path, method, operation))
                        .forEach(status -> operation
                                .getResponses()
                                .addAPIResponse(
                                        status.toString(),
                                        OASFactory.createAPIResponse().ref(name(status))))));
    }

    private static String name(int status) {
        return "Problem" + status;
    }

    /** Clients take the parameters of a path as the path has them, before all others. */
    private static void inTheOrderOf(String path, Operation operation) {
        if (operation.getParameters() != null) {
            operation.setParameters(operation.getParameters().stream()
                    .sorted(Comparator.comparing(parameter -> parameter.getIn() == Parameter.In.PATH
                            ? path.indexOf("{%s}".formatted(parameter.getName()))
                            : Integer.MAX_VALUE))
                    .toList());
        }
    }

    /** Whether an operation has what a problem of that status is about. */
    private static boolean mayAnswer(int status, String path, PathItem.HttpMethod method, Operation operation) {
        return switch (status) {
            case 401 -> true;
            case 404 -> path.contains("{");
            case 408, 413, 415, 422 -> operation.getRequestBody() != null;
            case 409 -> method != PathItem.HttpMethod.GET;
            default -> true;
        };
    }

    private static void requireFields(String name, Schema schema) {
        if (schema.getProperties() != null && !REQUEST.matcher(name).matches()) {
            schema.setRequired(schema.getProperties().keySet().stream()
                    .filter(field -> !(name.equals("Problem") && (field.equals("part") || field.equals("reasons"))))
                    .toList());
        }
    }

    private static void listProblems(OpenAPI document) {
        Schema problem = Objects.requireNonNull(
                document.getComponents().getSchemas().get("Problem"), "the document has the schema Problem");
        Schema code = Objects.requireNonNull(problem.getProperties().get("code"), "Problem has a code");
        Arrays.stream(ProblemType.values()).map(ProblemType::code).forEach(code::addEnumeration);
    }

    private static APIResponse problem(List<ProblemType> types) {
        APIResponse response = OASFactory.createAPIResponse()
                .description(types.stream()
                        .map(type -> "`%s`: %s.".formatted(type.code(), type.title()))
                        .collect(Collectors.joining("\n")))
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
        if (types.contains(ProblemType.TOO_MANY_ATTEMPTS)
                || types.contains(ProblemType.OVERLOADED)
                || types.contains(ProblemType.IDEMPOTENCY_KEY_IN_USE)) {
            response.addHeader(
                    "Retry-After",
                    OASFactory.createHeader()
                            .description("Seconds to wait before the next try")
                            .schema(OASFactory.createSchema().addType(Schema.SchemaType.INTEGER)));
        }
        return response;
    }
}
