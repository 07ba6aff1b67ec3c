package io.facegate.service.template;

class BinarySearchIT extends TemplateStoreKit {
    BinarySearchIT() {
        super(SearchMethod.BINARY);
    }
}
