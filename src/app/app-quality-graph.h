/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "phone.h"

G_BEGIN_DECLS

/* The last minutes of a call: how good it was as a line, what got lost as bars. Properties: readings (GListModel of
 * PhoneReading; NULL: nothing to draw), span (read-only, notifies: the seconds that fit on it). */
#define APP_TYPE_QUALITY_GRAPH (app_quality_graph_get_type ())
G_DECLARE_FINAL_TYPE (AppQualityGraph, app_quality_graph, APP, QUALITY_GRAPH, GtkWidget)

void app_quality_graph_set_readings (AppQualityGraph *self,
                                     GListModel      *readings);

G_END_DECLS
