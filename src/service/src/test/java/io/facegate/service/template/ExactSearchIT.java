package io.facegate.service.template;

class ExactSearchIT extends TemplateStoreKit {
    ExactSearchIT() {
        super(SearchMethod.EXACT);
    }
}
