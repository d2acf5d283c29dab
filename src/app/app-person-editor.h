/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Where somebody new is added, and what is known about others is changed. Nothing changes before it is saved. */
#define APP_TYPE_PERSON_EDITOR (app_person_editor_get_type ())
G_DECLARE_FINAL_TYPE (AppPersonEditor, app_person_editor, APP, PERSON_EDITOR, AdwDialog)

/* @person NULL: somebody new, who is reached at @address (nullable). */
AppPersonEditor *app_person_editor_new (PhonePeople *people,
                                        PhonePerson *person,
                                        const char  *address);

G_END_DECLS
