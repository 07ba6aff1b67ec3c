package io.facegate.site;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What can be searched for: each section of a page, with its words. */
record Sections(List<Section> all) {
    private static final Pattern HEADING = Pattern.compile("<h[1-3] id=\"([^\"]+)\">(.*?)</h[1-3]>");
    private static final Pattern MARKUP = Pattern.compile("<[^>]+>");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** @param address of the section, with its anchor */
    record Section(String title, String address, String text) {}

    /** @param html of the page's body */
    static Sections of(Page page, String html) {
        List<MatchResult> headings = HEADING.matcher(html).results().toList();
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            MatchResult heading = headings.get(i);
            int end = i + 1 < headings.size() ? headings.get(i + 1).start() : html.length();
            String title = words(heading.group(2));
            sections.add(new Section(
                    title.equals(page.title()) ? title : "%s: %s".formatted(page.title(), title),
                    page.address() + "#" + heading.group(1),
                    words(html.substring(heading.end(), end))));
        }
        return new Sections(List.copyOf(sections));
    }

    private static String words(String html) {
        String plain = MARKUP.matcher(html).replaceAll(" ");
        return SPACE.matcher(plain.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&amp;", "&"))
                .replaceAll(" ")
                .strip();
    }
}
