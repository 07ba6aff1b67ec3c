import io.facegate.api.*;
import io.facegate.api.http.ApiClient;
import io.facegate.api.model.*;
import java.io.File;
import java.util.List;

/** Enrol somebody by one picture, and ask whether another shows them: Example ADDRESS KEY PICTURE PICTURE */
class Example {
    public static void main(String[] args) throws Exception {
        ApiClient facegate = new ApiClient();
        facegate.updateBaseUri(args[0]);
        facegate.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + args[1]));
        new GalleriesApi(facegate).createGallery(new NewGallery().name("java"));
        new IdentitiesApi(facegate).createIdentity("java", new NewIdentity().externalId("e-4711"));
        new TemplatesApi(facegate).enrolPictures("java", "e-4711", List.of(new File(args[2])), null, null, null);
        System.out.println(new RecognitionApi(facegate).verify("java", "e-4711", new File(args[3]), null, null, null).getResult());
    }
}
