package io.facegate.service.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestWeightTest {
    @ParameterizedTest
    @CsvSource({
        "GET, /v1/galleries, LIGHT",
        "GET, /v1/galleries/staff/identities/verify, LIGHT",
        "PATCH, /v1/galleries/import, LIGHT",
        "POST, /v1/galleries/staff/identities/anna/verify, PICTURE",
        "POST, /v1/galleries/staff/identities/anna/templates, PICTURE",
        "GET, /v1/galleries/staff/identities/anna/templates, LIGHT",
        "POST, /compare, PICTURE",
        "POST, /v1/compare, PICTURE",
        "POST, /v1/galleries/staff/identify, IDENTIFICATION",
        "POST, /v1/galleries/staff/identify/, IDENTIFICATION",
        "POST, /v1/galleries/staff/import, BULK",
        "GET, /v1/galleries/staff/export, BULK",
        "POST, /v1/galleries/staff/move, BULK",
        "GET, /v1/galleries/staff/move, LIGHT",
        "POST, /, LIGHT"
    })
    void itIsTheEndOfThePathThatTells(String method, String path, RequestWeight weight) {
        assertThat(RequestWeight.of(method, path)).isEqualTo(weight);
    }
}
