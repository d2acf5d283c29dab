/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Asks for a file, and says what became of it in a toast, or in a dialog where there is more to say. */
void app_people_file_import (GtkWidget   *widget,
                             PhonePeople *people);
void app_people_file_export (GtkWidget   *widget,
                             PhonePeople *people);
/* The same for a file that is known already. */
void app_people_file_take   (GtkWidget   *widget,
                             PhonePeople *people,
                             GFile       *file);

G_END_DECLS
