"""What is wrong with a template of a paper, in words an administrator can act on."""

from app.localization.translate import N_

TEMPLATE_REASONS = {
    "missing": N_("something that is needed is missing"),
    "unknown_field": N_("there is no such entry; check its name"),
    "unknown_name": N_("this name is not known here"),
    "unknown_word_in_braces": N_("the word in braces is none this paper can fill in"),
    "unknown_format": N_("the way of writing behind the colon is not known"),
    "unmatched_brace": N_("the braces do not match"),
    "not_a_list": N_("a list in square brackets is needed"),
    "not_an_object": N_("entries in braces are needed"),
    "not_text": N_("a text in quotation marks is needed"),
    "not_true_or_false": N_("true or false is needed"),
    "not_json": N_("the file is no JSON; a comma or a quotation mark may be missing"),
    "out_of_bounds": N_("the number is missing, too small or too large"),
    "wrong_length": N_("the list is too short or too long"),
    "empty": N_("the text is empty"),
    "other_form": N_("the template belongs to another paper"),
    "other_cells": N_("the totals have other cells than the rows"),
    "columns_of_record": N_("the program brings the columns of this table"),
    "roll_is_portrait": N_("a roll has no landscape"),
}
"""Words of the reasons in ``paper.bad_template``."""
