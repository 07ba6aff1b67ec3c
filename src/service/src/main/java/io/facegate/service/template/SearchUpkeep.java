package io.facegate.service.template;

import io.facegate.gallery.GalleryName;
import io.facegate.service.config.SearchConfig;
import io.facegate.service.database.Transactions;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.upkeep.Upkeep;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Chooses again and again, from the start on, how each gallery is searched, since galleries grow and get indexes whoever
 * fills them. Several services at one database do the same twice, which harms nobody.
 */
@Singleton
final class SearchUpkeep implements Upkeep {
    private static final Logger LOG = Logger.getLogger(SearchUpkeep.class);

    private static final String GALLERIES = "SELECT name FROM galleries WHERE name IS NOT NULL ORDER BY gallery_id";

    private final Transactions transactions;
    private final TemplateStore store;
    private final SearchConfig config;

    SearchUpkeep(Transactions transactions, TemplateStore store, SearchConfig config) {
        this.transactions = transactions;
        this.store = store;
        this.config = config;
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public Duration every() {
        return config.chooseEvery();
    }

    @Override
    public Uni<Void> round() {
        return galleries()
                .onItem()
                .transformToMulti(names -> Multi.createFrom().iterable(names))
                .onItem()
                .transformToUniAndConcatenate(this::choose)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("How galleries are searched can't be chosen now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<SearchMethod> choose(GalleryName gallery) {
        return transactions
                .runInBackground(work -> store.chooseSearchMethod(work, gallery))
                .onFailure(GalleryException.GalleryNotFound.class) // deleted just now
                .recoverWithNull();
    }

    private Uni<List<GalleryName>> galleries() {
        return transactions
                .read(statements -> statements.execute(GALLERIES, Tuple.tuple()))
                .map(rows -> {
                    List<GalleryName> names = new ArrayList<>(rows.size());
                    rows.forEach(row -> names.add(new GalleryName(row.getString("name"))));
                    return names;
                });
    }
}
