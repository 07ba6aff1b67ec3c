package io.facegate.service.gallery;

class ExactSearchIT extends TemplateStoreKit {
    ExactSearchIT() {
        super(SearchMethod.EXACT);
    }
}
