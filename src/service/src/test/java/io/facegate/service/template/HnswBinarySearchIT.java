package io.facegate.service.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class HnswBinarySearchIT extends TemplateStoreKit {
    HnswBinarySearchIT() {
        super(SearchMethod.HNSW_BINARY);
    }

    @Test
    void theIndexIsUsed() throws SQLException, InterruptedException {
        // a session reports its statistics with some delay
        for (int i = 0; i < 50 && indexScans() == 0; i++) {
            Thread.sleep(100);
        }

        assertThat(indexScans()).isPositive();
    }
}
