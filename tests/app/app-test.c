/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Ways to find and press what a person would, and to check that others can do so too. */

#include "app-test.h"

#include "config.h"

#include <locale.h>

#include "app-templates.h"

#define PATIENCE_S 10

static void
add_style (GdkDisplay *display,
           const char *path)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, path);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
dress (void)
{
  GdkDisplay *display = gdk_display_get_default ();

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  add_style (display, APP_RESOURCE_PATH "/style.css");
  /* As an AdwApplication does it. */
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    add_style (display, APP_RESOURCE_PATH "/style-hc.css");
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), APP_RESOURCE_PATH "/icons");
}

void
app_test_init (int    *argc,
               char ***argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (argc, argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  g_set_application_name (APPLICATION_NAME);
  adw_init ();
  app_templates_init ();
  dress ();
}

static gboolean
out_of_patience_cb (gpointer data)
{
  g_error ("waited %d s in vain", PATIENCE_S);
  return G_SOURCE_REMOVE;
}

void
app_test_wait (AppTestCondition condition,
               gpointer         data)
{
  guint source = g_timeout_add_seconds (PATIENCE_S, out_of_patience_cb, NULL);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

typedef struct
{
  guint frames;
} Settling;

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       data)
{
  Settling *settling = data;

  settling->frames++;
  return settling->frames < 3 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
has_settled (gpointer data)
{
  return ((Settling *) data)->frames >= 3;
}

void
app_test_settle (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr (GtkWidget) window = g_list_model_get_item (windows, 0);
  Settling settling = { 0 };

  while (g_main_context_iteration (NULL, FALSE))
    continue;
  if (window == NULL || !gtk_widget_get_mapped (window))
    return;
  gtk_widget_add_tick_callback (window, count_frame_cb, &settling, NULL);
  app_test_wait (has_settled, &settling);
}

void
app_test_open (AppTest *test,
               Phone   *phone)
{
  test->phone = g_object_ref (phone);
  test->window = app_window_new (NULL, phone);
  app_window_set_ready (test->window);
  gtk_window_present (GTK_WINDOW (test->window));
  app_test_settle ();
}

void
app_test_close (AppTest *test)
{
  gpointer window = g_object_ref (test->window);

  gtk_window_destroy (GTK_WINDOW (test->window));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  /* Nothing may keep a window alive after it has been closed. */
  g_assert_finalize_object (window);
  g_object_unref (test->phone);
}

void
app_test_act (AppTest    *test,
              const char *action,
              const char *target)
{
  if (target != NULL)
    g_assert_true (gtk_widget_activate_action (GTK_WIDGET (test->window), action, "s", target));
  else
    g_assert_true (gtk_widget_activate_action (GTK_WIDGET (test->window), action, NULL));
  app_test_settle ();
}

typedef gboolean (*Matcher) (GtkWidget  *widget,
                             const void *data);

static gpointer
search (GtkWidget  *widget,
        Matcher     matches,
        const void *data)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return NULL;
  if (matches (widget, data))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = search (child, matches, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_of_type (GtkWidget  *widget,
            const void *data)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(const GType *) data);
}

gpointer
app_test_find (gpointer root,
               GType    type)
{
  return search (GTK_WIDGET (root), is_of_type, &type);
}

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_EDITABLE (widget)
         || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_LEVEL_BAR (widget) || GTK_IS_SWITCH (widget)
         || ADW_IS_SWITCH_ROW (widget);
}

static gboolean
is_called (GtkWidget  *widget,
           const void *data)
{
  g_autofree char *name = is_control (widget) ? app_test_dup_name (widget) : NULL;

  return g_strcmp0 (name, data) == 0;
}

GtkWidget *
app_test_named (gpointer    root,
                const char *name)
{
  return search (GTK_WIDGET (root), is_called, name);
}

static gboolean
is_label_with (GtkWidget  *widget,
               const void *data)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), data) != NULL;
}

gboolean
app_test_reads (gpointer    root,
                const char *text)
{
  return search (GTK_WIDGET (root), is_label_with, text) != NULL;
}

void
app_test_press (gpointer    root,
                const char *name)
{
  GtkWidget *control = app_test_named (root, name);

  if (control == NULL)
    g_error ("there is no “%s”", name);
  g_assert_true (gtk_widget_is_sensitive (control));
  /* Activating a button shows it pressed for a while first; a click does not. */
  if (GTK_IS_BUTTON (control))
    g_signal_emit_by_name (control, "clicked");
  else
    g_assert_true (gtk_widget_activate (control));
  app_test_settle ();
}

static gboolean
is_filled_label (GtkWidget  *widget,
                 const void *data)
{
  return GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0';
}

/* GTK keeps the name given to a widget to itself, but shows how a wrong guess failed. */
static char *
dup_given_name (GtkAccessible *accessible)
{
  g_autofree char *told = NULL;
  char *start;

  if (!gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    return NULL;
  told = gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "\001");
  start = told != NULL ? strchr (told, '"') : NULL;
  return start != NULL ? g_strndup (start + 1, strcspn (start + 1, "\"")) : g_steal_pointer (&told);
}

char *
app_test_dup_name (GtkWidget *widget)
{
  g_autofree char *given = dup_given_name (GTK_ACCESSIBLE (widget));
  GtkWidget *label;

  if (given != NULL)
    return g_steal_pointer (&given);
  if (ADW_IS_PREFERENCES_ROW (widget))
    return g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)));
  label = GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget) ? NULL : search (widget, is_filled_label, NULL);
  if (label != NULL)
    return g_strdup (gtk_label_get_text (GTK_LABEL (label)));
  return g_strdup (gtk_widget_get_tooltip_text (widget) != NULL ? gtk_widget_get_tooltip_text (widget) : "");
}

/* The parts GTK and libadwaita make their own widgets of are named by the whole. */
static gboolean
is_part (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return parent != NULL
         && (GTK_IS_MENU_BUTTON (parent) || GTK_IS_EDITABLE (parent) || GTK_IS_SCROLLBAR (parent)
             || gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_ROW) != NULL
             || gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL
             || gtk_widget_get_ancestor (widget, ADW_TYPE_INLINE_VIEW_SWITCHER) != NULL
             || g_str_has_prefix (G_OBJECT_TYPE_NAME (parent), "AdwBackButton"));
}

static gboolean
is_nameless (GtkWidget  *widget,
             const void *data)
{
  g_autofree char *name = NULL;

  if (!is_control (widget) || is_part (widget) || !gtk_widget_is_sensitive (widget)
      || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return FALSE;
  name = app_test_dup_name (widget);
  return *name == '\0';
}

void
app_test_audit (gpointer root)
{
  GtkWidget *nameless = search (GTK_WIDGET (root), is_nameless, NULL);

  if (nameless != NULL)
    g_error ("a %s in %s has no name for assistive tools", G_OBJECT_TYPE_NAME (nameless),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (nameless)));
}
