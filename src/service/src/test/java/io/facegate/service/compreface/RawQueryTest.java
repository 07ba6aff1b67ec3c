package io.facegate.service.compreface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.service.web.problem.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RawQueryTest {
    @Test
    void aQuestionMarkBeginsAParameterTooAsTheJavaScriptSdkJoinsThem() {
        assertThat(RawQuery.of("subject=Bob?det_prob_threshold=0.8").parameters())
                .isEqualTo(Map.of("subject", "Bob", "det_prob_threshold", "0.8"));
        assertThat(RawQuery.of("det_prob_threshold=0.8?prediction_count=3?status=true")
                        .parameters())
                .isEqualTo(Map.of("det_prob_threshold", "0.8", "prediction_count", "3", "status", "true"));
    }

    @Test
    void anyOtherQuestionMarkIsTheSubjects() {
        assertThat(RawQuery.of("subject=Who?&limit=1").text("subject")).contains("Who?");
        assertThat(RawQuery.of("subject=Who%3Flimit=1").text("subject")).contains("Who?limit=1");
    }

    @Test
    void whatIsEmptyIsNotThereAndWhatIsUnknownIsOverlooked() {
        RawQuery query = RawQuery.of("&limit=&api_endpoint=x&face_plugins");

        assertThat(query.whole("limit", 0, 7)).isEqualTo(7);
        assertThat(query.text("face_plugins")).isEmpty();
        assertThat(RawQuery.of((String) null).parameters()).isEmpty();
    }

    @Test
    void subjectsAreDecoded() {
        assertThat(RawQuery.of("subject=Gr%C3%BC%C3%9F+Gott").text("subject")).contains("Grüß Gott");
    }

    @Test
    void numbersMustBeSome() {
        assertThatThrownBy(() -> RawQuery.of("limit=-1").whole("limit", 0, 0)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> RawQuery.of("limit=x").whole("limit", 0, 0)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> RawQuery.of("det_prob_threshold=NaN").share("det_prob_threshold", 0))
                .isInstanceOf(ProblemException.class);
        assertThat(RawQuery.of("det_prob_threshold=0.25").share("det_prob_threshold", 0))
                .isEqualTo(0.25);
    }
}
