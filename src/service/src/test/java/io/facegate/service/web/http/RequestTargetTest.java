package io.facegate.service.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/galleries/",
                "//v1/galleries",
                "/v1/galleries/a..b/identities/...",
                "/v1/galleries/g/identities/a%2Fb%20c",
                "/v1/galleries/g/identities/Andr%C3%A9",
                "/v1/galleries/g/identities/DOMAIN%5Cuser",
                "/v1/galleries/g/identities/50%25",
                "/v1/galleries?limit=1&cursor=..%2F",
                "http://host:8080/v1/galleries?limit=1"
            })
    void anOrdinaryAddressIsServed(String uri) {
        assertThat(RequestTarget.of(uri).fault()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/galleries/g/identities/..",
                "/v1/galleries/g/identities/.",
                "/v1/galleries/g/identities/../",
                "/v1/galleries/./g",
                "/v1/galleries/g/identities/%2E%2e",
                "/v1/galleries/g/identities/.%2e",
                "/v1/galleries/g/identities/%252e%252e",
                "/v1/galleries/g/identities/%25252e.",
                "/v1/galleries/g/identities/x%2f..",
                "/v1/galleries/g/identities/x%2F%2e%2e%2Fy",
                "/v1/galleries/g/identities/x%5c..",
                "/v1/galleries/g/identities/..%5Cx",
                "/v1/galleries/g/identities/..;a=b",
                "/v1/galleries/g/identities/..%3Bx",
                "/v1/galleries/g/identities/x\\..",
                "/v1/galleries/g\\identities",
                "http://host/v1/../q/metrics"
            })
    void aSegmentThatLeadsElsewhereIsRefused(String uri) {
        assertThat(RequestTarget.of(uri).fault()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%00b",
                "/a%0D%0Ab",
                "/a%7F",
                "/a%C2%85",
                "/a%",
                "/a%4",
                "/a%zz",
                "/a?limit=1%zz",
                "/a?x=%00",
                "/a%FF",
                "/a%C0%AE",
                "/a%ED%A0%BD",
                "/Andr\u00C3\u00A9",
                "/a b",
                "/a#b",
                "/v1/galleries//g",
                "/v1/galleries/g//"
            })
    void anAddressThatIsNotEncodedTextIsRefused(String uri) {
        assertThat(RequestTarget.of(uri).fault()).isPresent();
    }

    @Test
    void whatIsAskedForFollowsTheQuestionMark() {
        assertThat(RequestTarget.of("http://host/a?b?c")).isEqualTo(new RequestTarget("/a", "b?c"));
    }
}
