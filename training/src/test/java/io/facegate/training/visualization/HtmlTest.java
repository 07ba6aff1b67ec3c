package io.facegate.training.visualization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void whatComesFromOutsideIsNoMarkup() {
        assertThat(new Html().heading("<b>\"a\" & b</b>").toString())
                .isEqualTo("<h2>&lt;b&gt;&quot;a&quot; &amp; b&lt;/b&gt;</h2>\n");
    }

    @Test
    void numbersStandRightAndTextLeftInTheHeaderToo() {
        assertThat(new Html()
                        .table(List.of("metric", "value"), 1, List.of(List.of("AUC", "0.9")))
                        .toString())
                .isEqualTo("""
                    <div class="table"><table>
                    <tr><th>metric</th><th class="number">value</th></tr>
                    <tr><td>AUC</td><td class="number">0.9</td></tr>
                    </table></div>
                    """);
    }

    @Test
    void factsHaveNoHeader() {
        assertThat(new Html().facts(List.of(List.of("date", "today"))).toString())
                .contains("class=\"table facts\"")
                .doesNotContain("<th>");
    }
}
