package io.facegate.site;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Writes README and docs/ as static files that need no server. */
public final class Site {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();
    private static final Pattern LINK = Pattern.compile("href=\"([^\"#]*)#([^\"]+)\"");
    private static final Pattern TABLE = Pattern.compile("<table>.*?</table>", Pattern.DOTALL);

    private final Path output;
    private final Contents contents;
    private final Map<Path, String> pictures = new LinkedHashMap<>();

    private final List<String> dead = new ArrayList<>();

    private Site(Path output, Contents contents) {
        this.output = output;
        this.contents = contents;
    }

    /**
     * @param arguments the repository, and the folder to write
     */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]).toAbsolutePath().normalize(), Path.of(arguments[1]))
                .forEach(System.err::println);
    }

    /** @return links that lead nowhere, in words */
    static List<String> write(Path repository, Path output) throws IOException {
        Site site = new Site(output, Contents.read(repository));
        site.write();
        return List.copyOf(site.dead);
    }

    private void write() throws IOException {
        Map<String, String> bodies = new HashMap<>();
        List<Sections.Section> sections = new ArrayList<>();
        for (Page page : contents.pages().toList()) {
            String body = body(page);
            bodies.put(page.address(), body);
            sections.addAll(Sections.of(page, body).all());
            put(page.address(), html(page, body).getBytes(StandardCharsets.UTF_8));
        }
        bodies.forEach((address, body) -> lookAtAnchors(address, body, bodies));
        put("search.json", new ObjectMapper().writeValueAsBytes(sections));
        put("site.css", Resources.bytes("site/site.css"));
        put("site.js", Resources.bytes("site/site.js"));
        put("lunr.js", Resources.bytes("META-INF/resources/_static/lunr/2.3.9/lunr.min.js"));
        for (Map.Entry<Path, String> picture : pictures.entrySet()) {
            put(picture.getValue(), Files.readAllBytes(picture.getKey()));
        }
    }

    private String body(Page page) {
        Node document = PARSER.parse(page.markdown());
        document.accept(new Links(contents, page, pictures, dead));
        // what is wider than a screen is scrolled by keyboards too
        return TABLE.matcher(RENDERER.render(document).replace("<pre>", "<pre tabindex=\"0\">"))
                .replaceAll(table -> Matcher.quoteReplacement(
                        "<div class=\"table\" tabindex=\"0\">%s</div>".formatted(table.group())));
    }

    private String html(Page page, String body) throws IOException {
        return Resources.text("site/page.html")
                .replace("{title}", page.title())
                .replace("{root}", page.root())
                .replace("{contents}", contents.html(page))
                .replace("{body}", body);
    }

    private void lookAtAnchors(String address, String body, Map<String, String> bodies) {
        LINK.matcher(body)
                .results()
                .filter(link -> !link.group(1).startsWith("http"))
                .forEach(link -> {
                    String target = link.group(1).isEmpty()
                            ? address
                            : Path.of(address)
                                    .resolveSibling(link.group(1))
                                    .normalize()
                                    .toString();
                    if (!bodies.getOrDefault(target, "").contains("id=\"%s\"".formatted(link.group(2)))) {
                        dead.add("%s links to %s#%s, which is not there".formatted(address, target, link.group(2)));
                    }
                });
    }

    private void put(String address, byte[] content) throws IOException {
        Path file = output.resolve(address);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
