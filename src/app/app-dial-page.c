/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: one field takes a name, a number or an address, from the keyboard or from the keys on
 * the screen, and one button calls it. */

#include "app-dial-page.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-dialpad.h"
#include "app-suggestions.h"
#include "phone-sounds.h"

struct _AppDialPage
{
  AdwBin parent_instance;

  Phone *phone;
  GListStore *found;
  GtkEntry *entry;
  GtkWidget *favourites;
  GtkListBox *suggestions;
  GtkWidget *place; /* around them */
  GtkWidget *dialpad;
};

G_DEFINE_FINAL_TYPE (AppDialPage, app_dial_page, ADW_TYPE_BIN)

enum
{
  PROP_PHONE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static char *
dup_text (AppDialPage *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

/* A full name is as good as an address when somebody goes by it. */
static char *
dup_target (AppDialPage *self)
{
  g_autofree char *text = dup_text (self);
  g_autoptr (AppSuggestion) first = g_list_model_get_item (G_LIST_MODEL (self->found), 0);

  if (first != NULL && g_utf8_collate (app_suggestion_get_name (first), text) == 0)
    return g_strdup (app_suggestion_get_address (first));
  return g_steal_pointer (&text);
}

static void
call_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  g_autofree char *target = dup_target (APP_DIAL_PAGE (widget));

  gtk_widget_activate_action (widget, "win.call", "s", target);
}

static void
message_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  g_autofree char *target = dup_target (APP_DIAL_PAGE (widget));

  gtk_widget_activate_action (widget, "win.message", "s", target);
}

static void
erase_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  GtkEditable *editable = GTK_EDITABLE (APP_DIAL_PAGE (widget)->entry);

  if (!gtk_editable_get_selection_bounds (editable, NULL, NULL))
    {
      int position = gtk_editable_get_position (editable);

      gtk_editable_delete_text (editable, MAX (0, position - 1), position);
      return;
    }
  gtk_editable_delete_selection (editable);
}

static gboolean
is_number (const char *text)
{
  return text[strspn (text, "0123456789*#+ ()-./")] == '\0';
}

/* Whoever types letters has a keyboard and needs the room for names; what takes the place of the keys is as high as they are, so
 * that nothing moves away from under the eyes. */
static void
make_room (AppDialPage *self,
           const char  *text)
{
  gboolean shown = g_list_model_get_n_items (G_LIST_MODEL (self->found)) > 0;
  gboolean keys = is_number (text);

  if (!keys && gtk_widget_get_visible (self->dialpad))
    gtk_widget_set_size_request (self->place, -1, gtk_widget_get_height (self->dialpad));
  if (keys)
    gtk_widget_set_size_request (self->place, -1, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->suggestions), shown);
  gtk_widget_set_visible (self->place, shown || !keys);
  gtk_widget_set_visible (self->favourites, !shown || !keys);
  gtk_widget_set_visible (self->dialpad, keys);
  if (*text == '\0')
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "empty");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "empty");
}

static void
entry_changed_cb (AppDialPage *self)
{
  g_autofree char *text = dup_text (self);
  gboolean filled = *text != '\0';

  if (self->phone != NULL)
    app_suggestions_find (self->phone, text, self->found);
  make_room (self, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dial.call", filled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dial.message", filled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dial.erase", filled);
}

static void
entry_activate_cb (AppDialPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dial.call", NULL);
}

/* What is pressed on the screen and what is typed is heard alike. */
static void
sound (AppDialPage *self,
       gunichar     key)
{
  char text[] = { (char) key, '\0' };

  if (self->phone != NULL && key < 0x80 && strchr ("0123456789*#", (char) key) != NULL && key != 0)
    phone_sounds_press (phone_get_sounds (self->phone), text);
}

static gboolean
entry_key_pressed_cb (AppDialPage     *self,
                      guint            key,
                      guint            code,
                      GdkModifierType  modifiers)
{
  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0)
    sound (self, gdk_keyval_to_unicode (key));
  return GDK_EVENT_PROPAGATE;
}

static void
dialpad_voicemail_cb (AppDialPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.voicemail", NULL);
}

static void
dialpad_pressed_cb (AppDialPage *self,
                    const char  *key)
{
  GtkEditable *editable = GTK_EDITABLE (self->entry);
  int position;

  sound (self, *key);
  gtk_editable_delete_selection (editable);
  position = gtk_editable_get_position (editable);
  gtk_editable_insert_text (editable, key, -1, &position);
  gtk_editable_set_position (editable, position);
}

/* Typing anywhere around the keypad is typing an address. */
static gboolean
key_pressed_cb (AppDialPage           *self,
                guint                  key,
                guint                  code,
                GdkModifierType        modifiers,
                GtkEventControllerKey *controller)
{
  gunichar character = gdk_keyval_to_unicode (key);
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)));

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || gtk_widget_has_focus (text) || !g_unichar_isgraph (character)
      || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  sound (self, character);
  gtk_entry_grab_focus_without_selecting (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  return gtk_event_controller_key_forward (controller, text);
}

static GtkWidget *
create_suggestion (gpointer item,
                   gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = adw_avatar_new (32, app_suggestion_get_name (item), TRUE);
  g_autofree char *name = app_closures_name (NULL, app_suggestion_get_name (item));
  g_autofree char *address = app_closures_call_subtitle (NULL, app_suggestion_get_name (item),
                                                         app_suggestion_get_address (item));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), address != NULL ? address : "");
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.call");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", app_suggestion_get_address (item));
  return row;
}

static void
app_dial_page_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, APP_DIAL_PAGE (object)->phone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_dial_page_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      if (g_set_object (&APP_DIAL_PAGE (object)->phone, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_dial_page_dispose (GObject *object)
{
  AppDialPage *self = APP_DIAL_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_DIAL_PAGE);
  g_clear_object (&self->found);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_dial_page_parent_class)->dispose (object);
}

static void
app_dial_page_class_init (AppDialPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_dial_page_get_property;
  object_class->set_property = app_dial_page_set_property;
  object_class->dispose = app_dial_page_dispose;

  /**
   * AppDialPage:phone: (nullable)
   *
   * The phone that calls, and whose past is searched.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_DIALPAD);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-dial-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AppDialPage, entry);
  gtk_widget_class_bind_template_child (widget_class, AppDialPage, suggestions);
  gtk_widget_class_bind_template_child (widget_class, AppDialPage, place);
  gtk_widget_class_bind_template_child (widget_class, AppDialPage, favourites);
  gtk_widget_class_bind_template_child (widget_class, AppDialPage, dialpad);
  gtk_widget_class_install_action (widget_class, "dial.call", NULL, call_cb);
  gtk_widget_class_install_action (widget_class, "dial.message", NULL, message_cb);
  gtk_widget_class_install_action (widget_class, "dial.erase", NULL, erase_cb);
}

static void
app_dial_page_init (AppDialPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->found = g_list_store_new (APP_TYPE_SUGGESTION);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Letters turn the field by themselves; a number must not be turned. */
  gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))), GTK_TEXT_DIR_LTR);
  gtk_list_box_bind_model (self->suggestions, G_LIST_MODEL (self->found), create_suggestion, NULL, NULL);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_activate_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (entry_key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (self->dialpad, "voicemail", G_CALLBACK (dialpad_voicemail_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dialpad, "pressed", G_CALLBACK (dialpad_pressed_cb), self, G_CONNECT_SWAPPED);
  entry_changed_cb (self);
}

/**
 * app_dial_page_take_keys:
 * @self: a page
 * @around: what is around it
 *
 * While the page can be seen, what is typed around it and means nothing there goes into the field.
 */
void
app_dial_page_take_keys (AppDialPage *self,
                         GtkWidget   *around)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (APP_IS_DIAL_PAGE (self));

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (around, keys);
}

/**
 * app_dial_page_focus:
 * @self: a page
 *
 * Puts the cursor into the field.
 */
void
app_dial_page_focus (AppDialPage *self)
{
  g_return_if_fail (APP_IS_DIAL_PAGE (self));

  gtk_entry_grab_focus_without_selecting (self->entry);
}

/**
 * app_dial_page_set_text:
 * @self: a page
 * @text: an address
 *
 * Enters @text as if it had been typed.
 */
void
app_dial_page_set_text (AppDialPage *self,
                        const char  *text)
{
  g_return_if_fail (APP_IS_DIAL_PAGE (self));
  g_return_if_fail (text != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}
