package io.facegate.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/** Leads links between documents to their pages, and says which lead nowhere; a link to what only the repository has becomes text. */
final class Links extends AbstractVisitor {
    private final Contents contents;
    private final Page page;
    private final Map<Path, String> pictures;
    private final List<String> dead;

    /**
     * @param pictures gets those that the page shows, with their addresses in the site
     * @param dead gets what leads nowhere, in words
     */
    Links(Contents contents, Page page, Map<Path, String> pictures, List<String> dead) {
        this.contents = contents;
        this.page = page;
        this.pictures = pictures;
        this.dead = dead;
    }

    @Override
    public void visit(Link link) {
        visitChildren(link);
        String destination = link.getDestination();
        if (destination.startsWith("http") || destination.startsWith("#")) {
            return;
        }
        String[] parts = destination.split("#", 2);
        Path target = page.source().resolveSibling(parts[0]).normalize();
        Optional<Page> linked = contents.of(target);
        if (linked.isEmpty() && target.startsWith(contents.root().resolve("docs"))) {
            isThere(target);
        }
        if (linked.isPresent()) {
            link.setDestination(page.relative(linked.get().address()) + (parts.length > 1 ? "#" + parts[1] : ""));
        } else {
            unlink(link);
        }
    }

    @Override
    public void visit(Image image) {
        Path picture = page.source().resolveSibling(image.getDestination()).normalize();
        String address = contents.address(picture);
        if (isThere(picture)) {
            pictures.put(picture, address);
        }
        image.setDestination(page.relative(address));
    }

    private boolean isThere(Path target) {
        boolean there = Files.exists(target);
        if (!there) {
            dead.add("%s links to %s, which is not there".formatted(page.address(), target));
        }
        return there;
    }

    private static void unlink(Link link) {
        for (Node child = link.getFirstChild(); child != null; child = link.getFirstChild()) {
            link.insertBefore(child);
        }
        link.unlink();
    }
}
