"""Migrating renders anew what an operation changes, and nothing that it does not."""
from django.db import migrations, models

from microstore.house.management.commands import migrate  # noqa: F401  what is told here holds as soon as it is imported


def state_of_the_post():
    """Groups have people, people write letters, a poem is a letter; goods stand by themselves. All rendered."""
    state = migrations.state.ProjectState()
    created = [
        model("Group"), model("Goods"), model("Person", group=models.ForeignKey("post.Group", models.CASCADE)),
        model("Letter", author=models.ForeignKey("post.Person", models.CASCADE)),
        migrations.CreateModel("Poem", [], bases=("post.letter",)),
    ]  # fmt: skip
    for operation in created:
        operation.state_forwards("post", state)
    assert state.apps
    return state


def model(name, **fields):
    return migrations.CreateModel(name, [("id", models.AutoField(primary_key=True)), *fields.items()])


def rendered_anew(state, operation) -> set[str]:
    before = {each: each._meta.model_name for each in state.apps.get_models()}
    operation.state_forwards("post", state)
    return {each._meta.model_name for each in state.apps.get_models() if each not in before}


def test_a_new_model_is_rendered_alone_and_known_to_what_it_points_at():
    state = state_of_the_post()
    assert rendered_anew(state, model("Parcel", sender=models.ForeignKey("post.Person", models.CASCADE))) == {"parcel"}
    person, parcel = (state.apps.get_model("post", name) for name in ("person", "parcel"))
    assert parcel._meta.get_field("sender").related_model is person
    assert {each.related_model for each in person._meta.related_objects} == {parcel, state.apps.get_model("post", "letter")}


def test_a_changed_model_takes_along_what_points_at_it_and_what_is_made_of_it():
    state = state_of_the_post()
    assert rendered_anew(state, migrations.AddField("person", "name", models.TextField(default=""))) == {"person", "letter", "poem"}
    person, letter, poem = (state.apps.get_model("post", name) for name in ("person", "letter", "poem"))
    assert letter._meta.get_field("author").related_model is person
    assert poem.__bases__ == (letter,)
    assert person._meta.get_field("group").related_model is state.apps.get_model("post", "group")


def test_a_column_that_is_referred_to_and_a_relation_that_goes_are_known_everywhere():
    state = state_of_the_post()
    assert rendered_anew(state, migrations.AlterField("group", "id", models.BigAutoField(primary_key=True))) == {
        "group", "person", "letter", "poem",
    }  # fmt: skip
    assert rendered_anew(state, migrations.RemoveField("person", "group")) == {"person", "letter", "poem"}
    assert state.apps.get_model("post", "group")._meta.related_objects == ()
