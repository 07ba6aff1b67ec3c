"""Enrol somebody by one picture, and ask whether another shows them: example.py ADDRESS KEY PICTURE PICTURE"""
import sys
from facegate_api import ApiClient, Configuration, GalleriesApi, IdentitiesApi, NewGallery, NewIdentity, RecognitionApi, TemplatesApi

address, key, reference, probe = sys.argv[1:]
with ApiClient(Configuration(host=address, access_token=key)) as facegate:
    GalleriesApi(facegate).create_gallery(NewGallery(name="python"))
    IdentitiesApi(facegate).create_identity("python", NewIdentity(external_id="e-4711"))
    form = "multipart/form-data"
    TemplatesApi(facegate).enrol_pictures("python", "e-4711", [open(reference, "rb").read()], _content_type=form)
    decision = RecognitionApi(facegate).verify("python", "e-4711", open(probe, "rb").read())
    print(decision.result.value)
