/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "shots-scenes.h"

G_BEGIN_DECLS

/* A window @width px wide that shows the page or the dialog of @setting. */
void a11y_scene_open  (ShotsScene         *scene,
                       const ShotsSetting *setting,
                       int                 width);
void a11y_scene_close (ShotsScene         *scene);
/* Fails the test with all of @findings (char *), and empties them. */
void a11y_tell        (const char         *where,
                       GPtrArray          *findings);

G_END_DECLS
