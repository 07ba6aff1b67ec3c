package io.facegate.service.gallery;

class BinarySearchIT extends TemplateStoreKit {
    BinarySearchIT() {
        super(SearchMethod.BINARY);
    }
}
